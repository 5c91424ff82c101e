"""What a rescue could not bring along, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from oracle.language import _, ngettext

UNCOUNTED = ""  # in place of a table: how many have rows that cannot even be counted


def sentences(lost: Mapping[str, int]) -> tuple[str, ...]:
    """A sentence for each table that lost rows, first what a person misses first."""
    told = [text.format(n=f"{lost[name]:,}") for name, text in _each(lost).items() if lost.get(name)]
    if lost.get(UNCOUNTED):
        told.append(_("More is lost that cannot be counted: the pages that say how much there was cannot be read."))
    return tuple(told)


def _each(lost: Mapping[str, int]) -> dict[str, str]:
    """The sentence of each table; renditions are no loss, they are made again."""
    own = Counter(lost)  # nothing lost counts as none
    return _roads(own) | _walked(own) | _pothole(own) | _around(own)


def _roads(lost: Counter[str]) -> dict[str, str]:
    return {
        "business": ngettext("{n} business is lost.", "{n} businesses are lost.", lost["business"]),
        "persona": ngettext("{n} persona is lost.", "{n} personas are lost.", lost["persona"]),
        "journey": ngettext("{n} journey is lost.", "{n} journeys are lost.", lost["journey"]),
        "version": ngettext("{n} version of a journey is lost.", "{n} versions of journeys are lost.", lost["version"]),
        "stage": ngettext("{n} stage is lost.", "{n} stages are lost.", lost["stage"]),
        "step": ngettext("{n} step is lost.", "{n} steps are lost.", lost["step"]),
        "line": ngettext("{n} checklist line is lost.", "{n} checklist lines are lost.", lost["line"]),
    }


def _walked(lost: Counter[str]) -> dict[str, str]:
    return {
        "tester": ngettext("{n} tester is lost.", "{n} testers are lost.", lost["tester"]),
        "walk": ngettext("{n} walk is lost.", "{n} walks are lost.", lost["walk"]),
        "visit": ngettext(
            "{n} visit to a step, with its ratings and note, is lost.",
            "{n} visits to steps, with their ratings and notes, are lost.",
            lost["visit"],
        ),
        "answer": ngettext("{n} answer on a checklist is lost.", "{n} answers on checklists are lost.", lost["answer"]),
        "capture": ngettext("{n} capture is lost.", "{n} captures are lost.", lost["capture"]),
        "image": ngettext("{n} picture is lost.", "{n} pictures are lost.", lost["image"]),
    }


def _pothole(lost: Counter[str]) -> dict[str, str]:
    return {
        "pothole": ngettext("{n} pothole is lost.", "{n} potholes are lost.", lost["pothole"]),
        "sighting": ngettext(
            "{n} sighting of a pothole is lost.", "{n} sightings of potholes are lost.", lost["sighting"]
        ),
        "sighting_step": ngettext(
            "{n} place of a pothole is lost.", "{n} places of potholes are lost.", lost["sighting_step"]
        ),
        "sighting_capture": ngettext(
            "{n} mention of a capture by a pothole is lost.",
            "{n} mentions of captures by potholes are lost.",
            lost["sighting_capture"],
        ),
    }


def _around(lost: Counter[str]) -> dict[str, str]:
    return {
        "observation": ngettext("{n} observation is lost.", "{n} observations are lost.", lost["observation"]),
        "visit_change": ngettext(
            "{n} record of a later change is lost.", "{n} records of later changes are lost.", lost["visit_change"]
        ),
        "own_template": ngettext(
            "{n} template of your own is lost.", "{n} templates of your own are lost.", lost["own_template"]
        ),
        "pothole_change": ngettext(
            "{n} line of a pothole's history is lost.",
            "{n} lines of potholes' histories are lost.",
            lost["pothole_change"],
        ),
        "pothole_link": ngettext(
            "{n} link between potholes is lost.", "{n} links between potholes are lost.", lost["pothole_link"]
        ),
        "test_customer": ngettext("{n} test customer is lost.", "{n} test customers are lost.", lost["test_customer"]),
        "test_trace": ngettext(
            "{n} thing to clean up is lost.", "{n} things to clean up are lost.", lost["test_trace"]
        ),
        "dip_answer": ngettext(
            "{n} answer about a dip is lost.", "{n} answers about dips are lost.", lost["dip_answer"]
        ),
        "step_match": ngettext(
            "{n} matching of steps is lost.", "{n} matchings of steps are lost.", lost["step_match"]
        ),
        "kit": ngettext("{n} kit is lost.", "{n} kits are lost.", lost["kit"]),
        "preference": ngettext("{n} setting is lost.", "{n} settings are lost.", lost["preference"]),
    }
