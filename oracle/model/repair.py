"""What repair slips and the plan are made from, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from oracle.model.journey import Business, Journey, Persona, Step
from oracle.model.pothole import Pothole
from oracle.model.pothole_row import PotholeRow
from oracle.model.walk import Capture


class RepairRecord(Struct, frozen=True, kw_only=True):
    """The potholes of a business that are to be told: `chosen` by id; `rows` are all there are, for cost and priority.

    `captures` are those of the chosen ones by id, each with the step as it was walked, None where it has gone.
    """

    business: Business
    journeys: Mapping[str, Journey]
    personas: Mapping[str, Persona]  # by id
    rows: tuple[PotholeRow, ...]
    chosen: tuple[Pothole, ...]
    captures: Mapping[str, tuple[Capture, Step | None]]
