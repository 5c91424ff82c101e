"""Words the user sees: gettext, English as written in the code, other languages from `resources/locale`."""

from __future__ import annotations

import gettext

from oracle import paths

_translations: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> None:
    """Speak `language` ("de", "en", …) from now on; unknown languages fall back to English."""
    global _translations
    catalogue = paths.resource("locale", language, "LC_MESSAGES", "oracle.mo")
    if catalogue.is_file():
        with catalogue.open("rb") as file:
            _translations = gettext.GNUTranslations(file)
    else:
        _translations = gettext.NullTranslations()


def available() -> tuple[str, ...]:
    """Languages that can be chosen: English and every shipped catalogue."""
    catalogues = paths.resource("locale").glob("*/LC_MESSAGES/oracle.mo")
    return ("en", *sorted(catalogue.parts[-3] for catalogue in catalogues))


def _(text: str) -> str:
    """`text` in the chosen language."""
    return _translations.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many`, by the language's own plural rule; the caller formats the count in."""
    return _translations.ngettext(one, many, count)


# Marks a text for the translators where it is only looked up later, as in tables at module level.
def mark(text: str) -> str:
    """`text` itself, marked for translation."""
    return text
