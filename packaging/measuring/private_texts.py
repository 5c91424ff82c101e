"""What stands on the pictures of the case `private`: texts with something private, and texts that only look so."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

Part = tuple[str, str]  # words, and the kind of what is private in them ("" = nothing)

_PLAIN = "The parcel is on its way to you and arrives in two days at the latest. Care for it like for any fern"
_DOMAINS = ("example.com", "mail.example.org", "post.example.co.uk")
_FIRST = ("wendy", "tom.brown", "a.lee", "mia_k", "jonas+shop")
_DECOYS = (
    "order {number:05d}",
    "{day} October 2025",
    "2025-{month:02d}-{day:02d}",
    "£{number},{day:02d}0.50",
    "{day:02d}:{month:02d}",
    "article 400638133393{digit}",
    "{day} x {month} cm",
    "room {number:04d}",
    "v{month}.{day}.{digit}",
    "© 2019 – 2025",
    "follow @greenleaf{digit}",
    "4111 1111 1111 1112",
    "{digit}111-2222-3333-4444-5555",
)


@dataclass
class Writer:
    """Writes lines from a seed."""

    seed: int
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - pictures, not secrets

    def line(self, private: bool) -> Iterator[Part]:
        """Words with something private among them, or with a decoy, or with neither."""
        yield self._words(), ""
        if private:
            kind = self.chance.choice(("card", "mail", "phone", "iban"))
            yield getattr(self, f"_{kind}")(), kind
            yield self._words(1, 3), ""
        elif self.chance.random() < 0.7:
            yield self._decoy(), ""

    def _words(self, least: int = 1, most: int = 4) -> str:
        words = _PLAIN.split()
        start = self.chance.randrange(len(words) - most)
        return " ".join(words[start : start + self.chance.randint(least, most)])

    def _decoy(self) -> str:
        number = self.chance.randrange
        values = {"number": number(10, 99_999), "day": number(1, 28), "month": number(1, 12), "digit": number(10)}
        return self.chance.choice(_DECOYS).format(**values)

    def _card(self) -> str:
        digits = [4, *(self.chance.randrange(10) for _ in range(14))]
        total = sum(
            each if place % 2 else (each * 2 - 9 if each > 4 else each * 2) for place, each in enumerate(digits)
        )
        text = "".join(map(str, [*digits, -total % 10]))
        gap = self.chance.choice((" ", " ", "-", ""))
        return gap.join(text[at : at + 4] for at in range(0, 16, 4))

    def _mail(self) -> str:
        return f"{self.chance.choice(_FIRST)}@{self.chance.choice(_DOMAINS)}"

    def _phone(self) -> str:
        last = self.chance.randrange(1000)
        return self.chance.choice((f"+44 20 7946 0{last:03d}", f"020 7946 0{last:03d}", f"+44 (0)20 7946 0{last:03d}"))

    def _iban(self) -> str:
        number = "".join(str(self.chance.randrange(10)) for _ in range(14))
        check = 98 - int(f"{_letters('WEST')}{number}{_letters('GB')}00") % 97
        text = f"GB{check:02d}WEST{number}"
        return " ".join(text[at : at + 4] for at in range(0, len(text), 4)) if self.chance.random() < 0.7 else text


def _letters(text: str) -> str:
    return "".join(str(ord(each) - 55) for each in text)
