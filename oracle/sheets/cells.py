"""What people write into cells, as values: yes and no, lengths of time, roughness, numbers, channels, lists."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from functools import cache

from oracle import words
from oracle.language import ngettext
from oracle.model.journey import Line
from oracle.model.ratings import ChannelKind

LONGEST_WAIT = timedelta(days=3_650)

_YES = frozenset("yes y x 1 true on ja j wahr oui o vrai si s verdadero ✓ ✔ ★ ⭐ •".split())  # noqa: SIM905
_NO = frozenset("no n 0 false off nein falsch non faux falso - – —".split())  # noqa: SIM905
_UNITS = (
    (timedelta(weeks=1), "w week weeks wk wks woche wochen semaine semaines sem semana semanas"),
    (timedelta(days=1), "d day days tag tage tagen t werktage werktagen jour jours j dia dias"),
    (timedelta(hours=1), "h hour hours hr hrs stunde stunden std heure heures hora horas"),
    (timedelta(minutes=1), "m min mins minute minutes minuten minuto minutos"),
    (timedelta(seconds=1), "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos"),
    (timedelta(days=30), "month months monat monate monaten mois mes meses"),
)
_KINDS_OF_DAYS = re.compile(r"\b(?:business|working|calendar|full)\b")
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]*)")
_ITEM = re.compile(r"\s*(?:[-–—*•‣▪◦·]|\d{1,3}[.)]|\[[ xX]?\]|[☐☑✓✔])\s+")
_CHANNELS = {
    ChannelKind.WEBSITE: "web site page webseite internet site web sitio pagina online webshop browser homepage",
    ChannelKind.EMAIL: "email mail newsletter e mail courriel correo mailing inbox",
    ChannelKind.PHONE: "phone call calls telephone telefon anruf hotline telephone appel telefono llamada sms text",
    ChannelKind.CHAT: "chat whatsapp messenger telegram signal bot chatbot intercom livechat",
    ChannelKind.SOCIAL: (
        "social instagram facebook linkedin tiktok youtube pinterest twitter x mastodon bluesky threads reddit reseaux "
        "redes soziale"
    ),
    ChannelKind.AD: (
        "ad ads advert advertisement advertising anzeige werbung publicite pub anuncio publicidad poster posters "
        "plakat plakate affiche cartel flyer flyers leaflet billboard banner newspaper zeitung radio tv"
    ),
    ChannelKind.SHOP: "shop store counter branch laden geschaft filiale boutique magasin tienda local office visit",
    ChannelKind.POST: "post parcel package letter carrier delivery paket brief versand lieferung colis paquete",
    ChannelKind.APP: "app application mobile ios android",
    ChannelKind.DOCUMENT: "document documents pdf invoice receipt contract dokument rechnung facture factura documento",
    ChannelKind.OTHER: "other sonstiges andere autre otro",
}


# Words together that mean something else than each of them.
_TOGETHER = {
    ChannelKind.WEBSITE: ("online shop", "online store", "web shop", "web store", "online boutique", "tienda online"),
    ChannelKind.SHOP: ("in person", "on site", "vor ort", "sur place", "face to face"),
}
# What names a channel in the middle of a sentence; any other word of a channel may mean something else there.
_SPOKEN = {
    ChannelKind.WEBSITE: "website webseite homepage webshop",
    ChannelKind.EMAIL: "email newsletter courriel",
    ChannelKind.PHONE: "phone telephone hotline sms",
    ChannelKind.CHAT: "whatsapp chatbot livechat",
    ChannelKind.SOCIAL: "instagram facebook linkedin tiktok youtube pinterest",
    ChannelKind.AD: "poster billboard flyer advert plakat affiche",
}
_DATA = re.compile(r"\b(?:(?:email|phone|telephone) (?:number|address|field)|phone case)\b")


def is_yes(text: str) -> bool | None:
    """True or False for what means so in our languages, None for anything else; nothing written is no."""
    word = plain(text)
    if not text.strip() or word in _NO or text.strip() in _NO:
        return False
    return True if word in _YES or text.strip() in _YES else None


def length_of(text: str) -> timedelta | None:
    """A length of time as "3 days", "2-3 weeks" (the longer), "1 h 30 min", or "3", which is days; None for others."""
    bare = _KINDS_OF_DAYS.sub("", plain(text, ".,"))
    told = [(float(number.replace(",", ".")), _unit(word)) for number, word in _LENGTH.findall(bare)]
    if not told or len(told) > 4:
        return None
    if re.search(r"\d\s*(?:-|–|to|bis|à|a)\s*\d", text) and len(told) == 2 and not _word_of_first(text):
        told = [told[1]]
    if len(told) == 1 and told[0][1] is None and re.fullmatch(r"[\d.,\s]+", text):
        told = [(told[0][0], timedelta(days=1))]
    lengths = [unit * number for number, unit in told if unit is not None and number < 10_000_000]
    if len(lengths) != len(told):
        return None
    total = sum(lengths, timedelta())
    return total if total <= LONGEST_WAIT else None


def length_words(length: timedelta) -> str:
    """A length in words that `length_of` reads back to the second: "3 days", "36 hours", "90 minutes"."""
    seconds = max(0, round(length.total_seconds()))
    if seconds and seconds % 604_800 == 0 and seconds >= 2 * 604_800:
        return ngettext("{n} week", "{n} weeks", seconds // 604_800).format(n=seconds // 604_800)
    if seconds and seconds % 86_400 == 0:
        return ngettext("{n} day", "{n} days", seconds // 86_400).format(n=seconds // 86_400)
    if seconds and seconds % 3_600 == 0:
        return ngettext("{n} hour", "{n} hours", seconds // 3_600).format(n=seconds // 3_600)
    if seconds % 60 == 0:
        return ngettext("{n} minute", "{n} minutes", seconds // 60).format(n=seconds // 60)
    return ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)


def friction_of(text: str) -> int | None:
    """0 to 4 for the number or its word, as "2", "Bumpy" or "2 Bumpy"; None for others."""
    word = plain(text)
    for value in range(5):
        names = {str(value), plain(words.friction(value)), plain(f"{value} {words.friction(value)}")}
        if word in names:
            return value
    return None


def count_of(text: str) -> int | None:
    """A whole number of people, with or without separators: "1,200", "1.200", "1 200"; None for others."""
    bare = re.sub(r"(?<=\d)[\s\u00a0\u202f'’.,](?=\d{3}(?!\d))", "", text.strip())
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 9 else None


def channel_of(text: str) -> tuple[ChannelKind, str]:
    """A channel and its own label: "Website", "Social: Instagram", or a word of the world, as "Instagram"."""
    head, colon, label = text.partition(":")
    named = _named(head)
    if named is not None and (not colon or label.strip()):
        return named, " ".join(label.split())
    label = " ".join(text.split())
    for kind, phrases in _TOGETHER.items():
        if any(f" {phrase} " in f" {plain(text)} " for phrase in phrases):
            return kind, label
    spoken = set(plain(text).split())
    for kind, known in _CHANNELS.items():
        if spoken & set(known.split()):
            return kind, label
    return (ChannelKind.OTHER, label) if label else (ChannelKind.WEBSITE, "")


def channel_in(sentence: str) -> ChannelKind:
    """The one channel that a sentence names: "Gets the newsletter" is an email. OTHER where it names none, or two.

    No channel is better than a wrong one, which would count as covered.
    """
    bare = plain(re.sub(r"(?i)\be-mail", "email", sentence))
    spoken = set(_DATA.sub(" ", bare).split())
    named = {kind for kind, known in _SPOKEN.items() if spoken & set(known.split())}
    return named.pop() if len(named) == 1 else ChannelKind.OTHER


def channel_words(kind: ChannelKind, label: str) -> str:
    """A channel in words that `channel_of` reads back: "Website", "Social: Instagram"."""
    own = " ".join(label.split())
    return f"{words.channel(kind)}: {own}" if own else words.channel(kind)


def lines_of(text: str, *, must: bool = False) -> list[Line]:
    """The lines of a cell as a checklist; the marks of a list before every line go."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    if lines and all(_ITEM.match(f"{line} ") for line in lines):
        lines = [without_mark(line) for line in lines]
    return [Line(id="", text=line, must=must) for line in lines if line]


def lines_text(lines: list[str]) -> str:
    """Lines in one cell as `lines_of` reads them back."""
    bare = [" ".join(line.split()) for line in lines]
    bare = [line for line in bare if line]
    if bare and all(_ITEM.match(f"{line} ") for line in bare):
        bare = [f"• {line}" for line in bare]
    return "\n".join(bare)


def without_mark(line: str) -> str:
    """A line without the dash, bullet, box or number of a list before it."""
    return _ITEM.sub("", f"{line} ", count=1).strip()


def plain(text: str, keep: str = "") -> str:
    """Lower case without accents, one space between words; of signs only `keep`."""
    parted = unicodedata.normalize("NFKD", text[:500].casefold())
    letters = (c if c.isalnum() or c in keep else " " for c in parted if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


@cache
def _units() -> dict[str, timedelta]:
    own = {plain(word): unit for unit, texts in _UNITS for word in texts.split()}
    for unit, text in ((timedelta(weeks=1), "week"), (timedelta(days=1), "day"), (timedelta(hours=1), "hour")):
        own |= _in_our_language(unit, text)
    return own | _in_our_language(timedelta(minutes=1), "minute") | _in_our_language(timedelta(seconds=1), "second")


def _in_our_language(unit: timedelta, text: str) -> dict[str, timedelta]:
    said = (ngettext(f"{{n}} {text}", f"{{n}} {text}s", count).format(n="") for count in (1, 2, 5))
    return {plain(word): unit for word in said}


def _unit(word: str) -> timedelta | None:
    return _units().get(word)


def _word_of_first(text: str) -> bool:
    found = _LENGTH.search(plain(text, ".,"))
    return bool(found and _unit(found[2]))


def _named(text: str) -> ChannelKind | None:
    word = plain(text)
    return next((kind for kind in ChannelKind if word in {plain(words.channel(kind)), plain(kind.value)}), None)
