"""Charts: each is made once, as a display list that names colours by token, and painted by small back ends."""

from oracle.report.charts.data import (
    RoadData,
    RoadDip,
    RoadHole,
    RoadStage,
    RoadStep,
    dip_words,
    label,
    road_data,
    wait_words,
)
from oracle.report.charts.legend import LegendEntry, quality_bar, road_legend
from oracle.report.charts.marks import chip, coin, face, sign, tick
from oracle.report.charts.mini import cover_road, mini_road
from oracle.report.charts.profile import road_profile, road_sheets
from oracle.report.charts.scaling import scaled

__all__ = [
    "LegendEntry",
    "RoadData",
    "RoadDip",
    "RoadHole",
    "RoadStage",
    "RoadStep",
    "chip",
    "coin",
    "cover_road",
    "dip_words",
    "face",
    "label",
    "mini_road",
    "quality_bar",
    "road_data",
    "road_legend",
    "road_profile",
    "road_sheets",
    "scaled",
    "sign",
    "tick",
    "wait_words",
]
