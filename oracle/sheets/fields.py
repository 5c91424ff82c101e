"""The columns of a journey in a table: what they are called, and which column of a foreign table is which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from oracle.language import _, mark


class Field(StrEnum):
    """What a column can hold, in the order in which we write them."""

    STAGE = "stage"
    STEP = "step"
    DOES = "does"
    CHANNEL = "channel"
    WHO = "who"
    LINK = "link"
    GETS = "gets"
    SHOULD = "should"
    MUST = "must"
    WAIT = "wait"
    PROMISE = "promise"
    FRICTION = "friction"
    TRUTH = "truth"
    SALE = "sale"
    PRIVATE = "private"
    PEOPLE = "people"
    PLAN_B = "plan_b"


Columns = Mapping[Field, int]  # index of the column that holds a field

_TITLES = {
    Field.STAGE: mark("Stage"),
    Field.STEP: mark("Step"),
    Field.DOES: mark("What the customer does"),
    Field.CHANNEL: mark("Channel"),
    Field.WHO: mark("Who handles it"),
    Field.LINK: mark("Link"),
    Field.GETS: mark("What they get"),
    Field.SHOULD: mark("What should happen"),
    Field.MUST: mark("What must not be missing"),
    Field.WAIT: mark("Wait before it"),
    Field.PROMISE: mark("The promise as made"),
    Field.FRICTION: mark("Expected friction"),
    Field.TRUTH: mark("Moment of truth"),
    Field.SALE: mark("Sale"),
    Field.PRIVATE: mark("Private data"),
    Field.PEOPLE: mark("People a month"),
    Field.PLAN_B: mark("Plan B"),
}

# Headers as they are met elsewhere in English, German, French and Spanish; compared without case, accents and signs.
_ALIASES = {
    Field.STAGE: "stage; phase; journey stage; stage name; abschnitt; stufe; etapa; fase",
    Field.STEP: (
        "step; steps; touchpoint; touch point; title; name; step name; interaction; moment; schritt; titel; "
        "kontaktpunkt; interaktion; etape; titre; point de contact; paso; titulo; nombre; punto de contacto"
    ),
    Field.DOES: (
        "customer does; customer action; user action; does; doing; action; actions; activity; description; details; "
        "was der kunde tut; was die kundin tut; beschreibung; handlung; tatigkeit; aktivitat; ce que fait le client; "
        "activite; que hace el cliente; lo que hace el cliente; descripcion; accion; actividad"
    ),
    Field.CHANNEL: "channel; channels; medium; kanal; kanale; canal; canaux; canales; medio",
    Field.WHO: (
        "who; handled by; owner; responsible; responsibility; person; team; role; assignee; wer; wer macht es; "
        "verantwortlich; zustandig; rolle; qui; qui s en occupe; responsable; equipe; quien; quien lo atiende; equipo"
    ),
    Field.LINK: "url; web address; address; page; hyperlink; adresse; webadresse; lien; adresse web; enlace; direccion",
    Field.GETS: (
        "gets; customer gets; receives; output; deliverable; result; was sie bekommen; bekommt; erhalt; ergebnis; "
        "ce qu il recoit; ce qu ils recoivent; recoit; resultat; lo que recibe; lo que reciben; recibe; resultado"
    ),
    Field.SHOULD: (
        "should happen; expected; expectation; expectations; expected result; checklist; was passieren soll; "
        "soll passieren; erwartung; erwartungen; erwartet; checkliste; ce qui doit se passer; doit se passer; attendu; "
        "attentes; lo que debe pasar; debe pasar; debe ocurrir; esperado; expectativas; lista de control"
    ),
    Field.MUST: (
        "must not be missing; must have; must haves; must; required; was nicht fehlen darf; darf nicht fehlen; "
        "pflicht; muss; ne doit pas manquer; ce qui ne doit pas manquer; indispensable; obligatoire; no debe faltar; "
        "lo que no debe faltar; imprescindible; obligatorio"
    ),
    Field.WAIT: (
        "wait; waiting time; wait time; delay; duration; wartezeit; warten; wartezeit davor; attente; delai; "
        "temps d attente; espera; tiempo de espera"
    ),
    Field.PROMISE: "promise; promised; versprechen; zusage; versprochen; promesse; promis; promesa; prometido",
    Field.FRICTION: (
        "friction; expected roughness; how rough; roughness; erwartete reibung; reibung; friction attendue; "
        "friction prevue; friccion; friccion esperada"
    ),
    Field.TRUTH: (
        "moments of truth; mot; key moment; critical; star; moment der wahrheit; wichtig; moment de verite; "
        "momento de la verdad"
    ),
    Field.SALE: "purchase; is sale; the sale; kauf; verkauf; vente; achat; venta; compra",
    Field.PRIVATE: (
        "private; personal data; sensitive; privat; private daten; personliche daten; donnees privees; "
        "donnees personnelles; prive; datos privados; datos personales; privado"
    ),
    Field.PEOPLE: (
        "people; people per month; customers a month; customers per month; visitors; volume; traffic; "
        "menschen im monat; kunden im monat; personen im monat; besucher; personnes par mois; clients par mois; "
        "personas al mes; clientes al mes; visitas"
    ),
    Field.PLAN_B: "backup; fallback; backup plan; notfallplan; plan de secours; plan alternativo",
}

_STEP_CALLED = [(word, Field.STEP) for word in ("step", "steps", "schritt", "schritte", "etape", "paso", "pasos")]
_NOT_ITSELF = frozenset(
    "number no nr id count nummer numero num next previous before after duration time stage phase etapa fase".split()  # noqa: SIM905
)
# Beside a column of steps, what is touched is where the step happens.
_TOUCHED = [
    (word, Field.CHANNEL)
    for word in ("touchpoint", "touchpoints", "touch point", "kontaktpunkt", "point de contact", "punto de contacto")
]


def title(field: Field) -> str:
    """The field in words: "What the customer does"."""
    return _(_TITLES[field])


def guess_columns(headers: Sequence[str]) -> dict[Field, int]:
    """Which column is which, by its name: first those called so, then those whose name holds the words.

    Longer words count before shorter ones: "Expected friction" is the friction, not what is expected. A name that holds
    the word "step" is the step before any that only means the like. Without a step, what the customer does is the step.
    """
    names = [_plain(header) for header in headers]
    found: dict[Field, int] = {}
    known = sorted(_known(), key=lambda pair: -len(pair[0]))
    _claim(found, names, _STEP_CALLED, _equals)
    _claim(found, names, _STEP_CALLED, _is_about_step)
    _claim(found, names, known, _equals)
    _claim(found, names, known, _holds)
    _claim(found, names, _TOUCHED, _holds)
    if Field.STEP not in found and Field.DOES in found:
        found[Field.STEP] = found.pop(Field.DOES)
    return dict(sorted(found.items(), key=lambda pair: list(Field).index(pair[0])))


def _claim(
    found: dict[Field, int], names: Sequence[str], known: Sequence[tuple[str, Field]], fits: Callable[[str, str], bool]
) -> None:
    """Gives each field that has no column yet the first free one whose name fits."""
    for words, field in known:
        free = (at for at, name in enumerate(names) if at not in found.values() and fits(name, words))
        at = None if field in found else next(free, None)
        if at is not None:
            found[field] = at


def _known() -> list[tuple[str, Field]]:
    pairs = {(_plain(text), field) for field in Field for text in (_TITLES[field], title(field), field.value)}
    pairs |= {(_plain(text), field) for field, texts in _ALIASES.items() for text in texts.split(";")}
    return sorted(pairs)


def _equals(name: str, words: str) -> bool:
    return name == words


def _holds(name: str, words: str) -> bool:
    return f" {words} " in f" {name} "


def _is_about_step(name: str, words: str) -> bool:
    """Holds the word, and is neither the step's number nor its stage nor another step."""
    return _holds(name, words) and not _NOT_ITSELF & set(name.split())


def _plain(text: str) -> str:
    """Lower case letters and digits, a space between words, no accents; "#" is the word for a number."""
    parted = unicodedata.normalize("NFKD", text[:200].casefold().replace("#", " number "))
    letters = "".join(character for character in parted if not unicodedata.combining(character))
    return " ".join(re.findall(r"[^\W_]+", letters))
