"""What looks private in text: found by its arithmetic, placed on the picture, and masked in what is kept."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle.method import private_numbers
from oracle.method.private import MOST_FOUND, Piece, Run, find, is_covered, mails, masked, merged, needles, within
from oracle.model.mark import Private, PrivateKind
from oracle.model.test_customer import TestCustomer, Trace, TraceKind
from oracle.model.walk import Cover

WENDY = TestCustomer(
    walk_id="w", name="Wendy Harper", mailbox="wendy.harper@example.com", phone="+44 20 7946 0182",
    address="18 Larch Avenue\nLondon N16 8QX", traces=(Trace(id="t", kind=TraceKind.ORDER, what="Order GL-20417"),),
)  # fmt: skip


def words_of(text: str, *, field: str | None = None) -> Run:
    """A run whose words stand in one line, each sign ten pixels wide."""
    if field is not None:
        return Run(text, (Piece(0, len(text), (0, 0, 200, 30)),), field)
    places = (word.span() for word in re.finditer(r"\S+", text))
    return Run(text, tuple(Piece(begin, end, (begin * 10, 0, (end - begin) * 10, 20)) for begin, end in places))


def kinds(text: str, regions: tuple[str, ...] = ("GB",), customer: TestCustomer | None = None) -> list[PrivateKind]:
    return [each.kind for each in find([words_of(text)], regions=regions, customer=customer)]


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",
        "4111111111111111",
        "Card 5555-5555-5555-4444 12/28 123",
        "12 4111 1111 1111 1111",
        "3782 822463 10005",
        "٤١١١ ١١١١ ١١١١ ١١١١",
        "4111\u00a01111\u202f1111\u20091111",
        "\u202d4111 1111 1111 1111\u202c",
        "4111\u200b111111111111",
    ],
)
def test_a_card_number_is_found_however_it_is_written(text: str) -> None:
    assert kinds(text) == [PrivateKind.CARD]


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",  # not Luhn
        "411111 1111111111",  # no card is grouped so
        "1700000000000000",  # no brand
        "•••• •••• •••• 1111",
        "4006381333931",  # an article's bar code
        "0000 0000 0000 0000",
        "£89.00, order 20417, 18 to 24 October 2025, 10:42",
        "2024-10-12 10:42:33",
        "© 2024 2025 2026",
        "DE89 3704 0044 0532 0130 01",
        "@ one @two three@ four@five",
        "v1.2.3@latest and a@b",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert kinds(text, regions=("GB", "US", "DE")) == []


def test_each_kind_is_told_with_a_masked_hint() -> None:
    text = (
        "Card 4111 1111 1111 1111. Mail <wendy.harper@example.com>, phone +44 20 7946 0182 (9-17) or 020 7946 0182, "
        "account GB82 WEST 1234 5698 7654 32 please"
    )
    found = find([words_of(text)], regions=("GB",))
    assert [(each.kind.value, each.hint) for each in found] == [
        ("card", "•••• •••• •••• 1111"),
        ("mail", "w••••@example.com"),
        ("phone", "+44 •••• 0182"),
        ("phone", "•••• 0182"),
        ("iban", "GB •••• •••• 5432"),
    ]
    assert (found[0].x, found[0].width) == (48, 10 * 20 + 4)  # from "4111" to "1111.", and two pixels around


def test_the_test_customers_own_data_is_found_in_any_text() -> None:
    texts = {
        "Thank you, WENDY!": ["W••••"],
        "Deliver to: Harper, 18 Larch Avenue": ["H••••", "1•••• L•••• A••••"],
        "Call 020-7946-0182 or +44 (0)20 7946 0182": ["+44 •••• 0182", "•••• 0182"],
        "Your number: gl-20417.": ["g••••"],
        "Wendys flowers, a sharper knife, 118 Larch Avenues": [],
    }
    for text, hints in texts.items():
        found = find([words_of(text)], customer=WENDY)
        assert sorted(each.hint for each in found) == sorted(hints), text
        assert {each.kind for each in found if "+44" not in each.hint} <= {PrivateKind.TEST_CUSTOMER}


def test_a_filled_in_field_is_private_whatever_it_says_and_tells_more_where_it_can() -> None:
    runs = [
        Run("Wendy Harper", (Piece(0, 12, (0, 0, 100, 20)),), "Your name: *"),
        Run("w@example.com", (Piece(0, 13, (0, 40, 100, 20)),), "E-mail"),
        Run("secret", (Piece(0, 6, (0, 80, 100, 20)),), ""),
        Run("gone", (Piece(0, 4, (0, 120, 0, 0)),), "Hidden"),
    ]
    found = find(runs, customer=WENDY)
    assert [(each.kind.value, each.hint, each.y) for each in found] == [
        ("field", "Your name: W•••• H••••", -2),
        ("mail", "w••••@example.com", 38),
        ("field", "s••••", 78),
    ]


def test_a_find_over_two_lines_has_a_box_on_each() -> None:
    run = Run(
        "4111 1111 1111 1111",
        (Piece(0, 4, (90, 0, 40, 20)), Piece(5, 9, (140, 0, 40, 20)), Piece(10, 19, (0, 24, 90, 20))),
    )
    assert [(each.x, each.y, each.width, each.height) for each in find([run])] == [(88, -2, 94, 24), (-2, 22, 94, 24)]


def test_finds_are_cut_at_the_pictures_edges_and_said_once() -> None:
    phone = Private(kind=PrivateKind.PHONE, x=-5, y=10, width=50, height=20)
    field = Private(kind=PrivateKind.FIELD, x=-4, y=11, width=40, height=18)
    outside = Private(kind=PrivateKind.MAIL, x=300, y=10, width=50, height=20)
    assert merged([field], [phone]) == (phone,)
    assert within((phone, outside), 300, 25) == (Private(kind=PrivateKind.PHONE, x=0, y=10, width=45, height=15),)


@given(
    st.text(max_size=200), st.sampled_from(["", " ", "-"]), st.sampled_from(["4111111111111111", "5555555555554444"])
)
@settings(max_examples=60, deadline=None)
def test_a_card_between_any_words_is_found_and_its_number_never_kept(around: str, gap: str, digits: str) -> None:
    around = "".join(sign for sign in around if not sign.isdecimal())
    number = gap.join(digits[at : at + 4] for at in range(0, 16, 4))
    found = find([words_of(f"{around} {number} {around}")])
    cards = [each for each in found if each.kind is PrivateKind.CARD]
    assert cards
    assert all(not re.search(r"\d{5}", each.hint) and number not in each.hint for each in found)


@given(
    st.sampled_from(list(PrivateKind)), st.text(string.ascii_letters + string.digits + " .@-", min_size=9, max_size=60)
)
@settings(max_examples=200, deadline=None)
def test_no_hint_tells_what_it_hides(kind: PrivateKind, text: str) -> None:
    hint = masked(kind, text)
    private = text.strip().rpartition("@")[0] or text.strip()
    assert len(private) < 5 or private not in hint


@given(st.text(string.digits, min_size=13, max_size=18))
def test_every_number_has_one_check_digit(digits: str) -> None:
    assert sum(private_numbers.luhn(digits + each) for each in string.digits) == 1


@given(st.text(max_size=300), st.sampled_from([(), ("GB", "US")]))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_places_within_its_own(text: str, regions: tuple[str, ...]) -> None:
    for each in find([words_of(text)], customer=WENDY, regions=regions):
        assert min(each.width, each.height) > 4
        assert -2 <= each.x < each.x + each.width <= len(text) * 10 + 3


@pytest.mark.parametrize(
    "text",
    [
        "4" * 10_000_000,
        "1 " * 50_000,
        "4111-" * 10_000,
        "@" * 50_000,
        "a@" * 50_000,
        "a." * 50_000 + "@" + "a." * 50_000,
        "GB82" * 30_000,
        "GB82 WEST " * 10_000,
        "+44 " * 10_000,
        "(+" * 50_000,
        "0-" * 50_000,
        "\u202e" * 200_000,
    ],
    ids=[
        "digits",
        "spaced",
        "groups",
        "ats",
        "mails",
        "dots",
        "accounts",
        "spaced accounts",
        "codes",
        "signs",
        "zeros",
        "marks",
    ],
)
def test_hostile_text_ends(text: str) -> None:
    """Nothing here is told by a clock: a search that went back and forth would reach the suite's own time limit."""
    assert len(find([Run(text, ())], customer=WENDY, regions=("GB", "DE", "US"))) <= MOST_FOUND


def test_five_thousand_fields_are_cut_at_a_number_that_can_be_shown() -> None:
    runs = [Run("someone", (Piece(0, 7, (0, at * 30, 100, 20)),), "Name") for at in range(5_000)]
    assert len(find(runs)) == MOST_FOUND


def test_nothing_is_looked_for_of_an_empty_card() -> None:
    assert needles(None) == needles(TestCustomer(walk_id="w")) == ()
    assert list(mails("")) == []


def test_a_place_is_covered_by_one_block_over_all_of_it() -> None:
    place = Private(kind=PrivateKind.MAIL, x=10, y=10, width=50, height=20)
    assert is_covered(place, (Cover(x=11, y=11, width=48, height=18),))
    assert not is_covered(place, (Cover(x=10, y=10, width=25, height=20), Cover(x=35, y=10, width=20, height=20)))


@pytest.mark.parametrize(
    ("host", "language", "locale", "expected"),
    [
        ("leaf.co.uk", "en", "en_US", ("GB", "US")),
        ("leaf.de", "de-AT", "de_DE", ("DE", "AT")),
        ("127.0.0.1", "", "C", ()),
        ("leaf.example", "en-GB", "en_GB", ("GB",)),
        ("leaf.io", "fr", "", ()),
    ],
)
def test_phone_numbers_are_read_as_the_pages_country_writes_them(
    host: str, language: str, locale: str, expected: tuple[str, ...]
) -> None:
    assert private_numbers.regions(host, language, locale) == expected
