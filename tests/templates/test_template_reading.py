"""A journey's file is read strictly: what is wrong is refused with its place, and nothing is guessed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from oracle.errors import InputError
from oracle.model.ratings import ChannelKind, Kind
from oracle.templates.reading import read

HEAD = """
name = "own"
kind = "buy"
title = "Buy a loaf"
summary = "From the smell to the crumbs."
fits = "Bakery"
hints = ["Go hungry."]
[persona]
name = "Wendy"
age = 34
who = "Likes crusts."
"""
STEP = """
[[stage.step]]
title = "Step {number}"
does = "{{persona}} looks."
channel = "shop"
"""


def journey(*, head: str = HEAD, count: int = 8, extra: str = "") -> str:
    body = '[[stage]]\nname = "Awareness"\n' + "".join(STEP.format(number=number + 1) for number in range(count))
    return head + body + extra


def written(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / "own.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_a_small_journey_is_read_whole(tmp_path: Path) -> None:
    extra = 'wait = "2 weeks"\npromise = "Soon"\nexpected = ["Warm"]\nmust = ["A bag"]\nsale = true\nprivate = true\n'
    template = read(written(tmp_path, journey(extra=extra)), "own")
    last = template.stages[0].steps[-1]
    assert (template.kind, template.title, template.fits) == (Kind.BUY, "Buy a loaf", "Bakery")
    assert [step.number for step in template.stages[0].steps] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert last.wait is not None
    assert (last.wait.length, last.wait.promise) == (timedelta(weeks=2), "Soon")
    assert [(line.text, line.must) for line in last.checklist] == [("Warm", False), ("A bag", True)]
    assert (last.channel, last.sale, last.private, last.moment_of_truth) == (ChannelKind.SHOP, True, True, False)
    assert {step.id for step in template.stages[0].steps} == {""}  # given by the workspace


@pytest.mark.parametrize(
    ("text", "meant"),
    [("1 minute", timedelta(minutes=1)), ("4 hours", timedelta(hours=4)), ("3 days", timedelta(days=3))],
)
def test_lengths_are_read_in_words(tmp_path: Path, text: str, meant: timedelta) -> None:
    wait = read(written(tmp_path, journey(extra=f'wait = "{text}"\n')), "own").stages[0].steps[-1].wait
    assert wait is not None
    assert wait.length == meant


AT_STEP = "“own.toml”, stage 1, step 8, “{}”"


@pytest.mark.parametrize(
    ("extra", "field", "says"),
    [
        ('colour = "red"', "colour", "no such field"),
        ('channel_label = "x"', "channel_label", "no such field"),
        ('wait = "soon"', "wait", "3 days"),
        ('wait = "0 days"', "wait", "3 days"),
        ('wait = "9999 weeks"', "wait", "3 days"),
        ("wait = 3", "wait", "text in quotes"),
        ('promise = "tomorrow"', "promise", "needs a wait"),
        ('expected = "Warm"', "expected", "must be a list"),
        ("expected = [1]", "expected", "text in quotes"),
        ('expected = [""]', "expected", "not be empty"),
        ('expected = ["Warm", "Warm"]', "expected", "twice"),
        ('sale = "yes"', "sale", "true or false"),
        ("moment_of_truth = 1", "moment_of_truth", "true or false"),
        ("expected_friction = 5", "expected_friction", "from 0 to 4"),
        ("expected_friction = true", "expected_friction", "from 0 to 4"),
        ("expected_friction = 1.0", "expected_friction", "from 0 to 4"),
        ('gets = "{customer}"', "gets", "{business}, {url}, {persona}"),
        ('gets = "{persona"', "gets", "in braces"),
        ('gets = "{{persona}}"', "gets", "in braces"),
        ('gets = "a\\nb"', "gets", "control characters"),
        ('gets = "a\\u0000b"', "gets", "control characters"),
        ('gets = "a\\u202Eb"', "gets", "control characters"),
    ],
)
def test_a_wrong_field_is_refused_with_its_place(tmp_path: Path, extra: str, field: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, journey(extra=extra + "\n")), "own")
    assert caught.value.happened.startswith(AT_STEP.format(field))
    assert says in caught.value.happened


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "“name”: this must not be empty"),
        ("name = ", "is not valid TOML"),
        (b"\xff\xfe\x00", "is not valid TOML"),
        ("name = " + "9" * 5000, "is not valid TOML"),
        ("x = " + "[" * 100_000, "nested too deeply"),
        (journey(head=HEAD.replace('"own"', '"other"')), "“name”: this must be “own”"),
        (journey(head=HEAD.replace('"buy"', '"sell"')), "“kind”: this must be one of: leave, learn, join, buy, other"),
        (journey(head=HEAD.replace('fits = "Bakery"', "")), "“fits”: this must not be empty"),
        (
            journey(head=HEAD.replace("age = 34", "age = 0")),
            "persona, “age”: this must be a whole number from 1 to 120",
        ),
        (journey(head=HEAD.replace("[persona]", "[customer]")), "persona, “name”: this must not be empty"),
        (journey(head="persona = 3\n" + HEAD.split("[persona]")[0]), "persona: this must be a table"),
        (journey(head='author = "me"\n' + HEAD), "“author”: there is no such field"),
        (journey(count=7), "“stage”: a journey has 8 to 16 steps, this one 7"),
        (journey(count=17), "“stage”: a journey has 8 to 16 steps, this one 17"),
        (HEAD, "“stage”: a journey has 8 to 16 steps, this one 0"),
        (journey(extra='[[stage]]\nname = "Loyalty"'), "stage 2, “step”: a stage needs at least one step"),
        (journey(extra='[[stage]]\nname = "Awareness"\n' + STEP.format(number=9)), "two stages have the same name"),
        (journey(extra="[[stage]]\n" + STEP.format(number=9)), "stage 2, “name”: this must not be empty"),
        (journey(extra='[[stage.step]]\ndoes = "x"\nchannel = "shop"'), "step 9, “title”: this must not be empty"),
        (journey(extra='[[stage.step]]\ntitle = "x"\nchannel = "shop"'), "step 9, “does”: this must not be empty"),
        (journey(extra='[[stage.step]]\ntitle = "x"\ndoes = "x"'), "step 9, “channel”: this must be one of: website"),
        (
            journey(extra='[[stage.step]]\ntitle = "x"\ndoes = "x"\nchannel = "fax"'),
            "step 9, “channel”: this must be one of: website",
        ),
        (
            journey(extra="sale = true\n" + STEP.format(number=9) + "sale = true"),
            "“sale”: only one step can be the sale",
        ),
    ],
)
def test_a_file_that_is_no_journey_is_refused_in_one_sentence(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, text), "own")
    assert says in caught.value.happened
    assert caught.value.happened.startswith("“own.toml”")
    assert "\n" not in caught.value.happened


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"“none\.toml” cannot be opened"):
        read(tmp_path / "none.toml", "none")
