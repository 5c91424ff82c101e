"""The assistant's questions, those that fit few steps first."""

from __future__ import annotations

from oracle.method.questions.entry import Entry
from oracle.method.questions.places import PLACES
from oracle.method.questions.roads import ROADS

TABLE: tuple[Entry, ...] = (*ROADS, *PLACES)
