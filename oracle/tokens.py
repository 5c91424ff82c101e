"""Every colour, size and font of the app, light and dark: the only place that names one. Imports nothing of ours.

Colours are `#RRGGBB`, lengths are device-independent pixels in the window and points in the report.
"""

from __future__ import annotations

from typing import NamedTuple

FONT = "Inter"


class Palette(NamedTuple):
    """One theme. Field names are the token names used by style sheets, charts and the report."""

    # grounds and lines
    paper: str  # window
    surface: str  # cards, panels
    sunken: str  # rail, wells, strips
    line: str  # hairlines, decorative
    edge: str  # edges of controls, 3:1 on paper and surface
    hover: str  # hover ground on surface
    press: str  # pressed ground, hover ground on sunken
    # text
    ink: str
    ink_2: str
    on_ink: str  # text on the primary button
    link: str
    danger: str
    # accent
    road: str
    on_road: str
    road_tint: str  # selected row, notice strip
    road_line: str  # accent as a thin line or icon that must reach 3:1
    # ratings 0 to 4 and their tints
    r0: str
    r1: str
    r2: str
    r3: str
    r4: str
    r0_tint: str
    r1_tint: str
    r2_tint: str
    r3_tint: str
    r4_tint: str
    # a pothole not rated yet
    rx: str
    rx_tint: str
    # the road picture
    asphalt: str
    asphalt_2: str  # cracks and grain in the asphalt
    asphalt_edge: str  # 1.5 px along the surface
    base: str  # gravel under the asphalt
    base_2: str  # stones in the gravel
    ground: str  # earth below
    dip: str  # the dip after the sale
    expect: str  # dotted: what the owner expected

    def colour(self, token: str) -> str:
        """The colour of a token by its name; KeyError for a name that is none."""
        if token not in TOKENS:
            raise KeyError(token)
        return str(getattr(self, token))


TOKENS = frozenset(Palette._fields)

LIGHT = Palette(
    paper="#F6F4EF",
    surface="#FFFFFF",
    sunken="#EDEAE3",
    line="#DEDAD0",
    edge="#8A867C",
    hover="#F1EEE7",
    press="#E4E0D6",
    ink="#1E2227",
    ink_2="#5B6169",
    on_ink="#FFFFFF",
    link="#1F5FA8",
    danger="#B3261E",
    road="#F2B705",
    on_road="#1E2227",
    road_tint="#FCF1CF",
    road_line="#A87F00",
    r0="#2F7D57",
    r1="#6E8B1F",
    r2="#B7791F",
    r3="#C2571A",
    r4="#B3261E",
    r0_tint="#E2EEE8",
    r1_tint="#EBEFE0",
    r2_tint="#F5ECE0",
    r3_tint="#F6E8DF",
    r4_tint="#F4E1E0",
    rx="#5B6169",
    rx_tint="#FFFFFF",
    asphalt="#2B2F35",
    asphalt_2="#4A5058",
    asphalt_edge="#2B2F35",
    base="#D9D3C6",
    base_2="#C3BBAA",
    ground="#EFECE5",
    dip="#FBEBB8",
    expect="#1F5FA8",
)

DARK = Palette(
    paper="#17191C",
    surface="#1F2226",
    sunken="#121416",
    line="#33373D",
    edge="#747A82",
    hover="#272B30",
    press="#2A2E33",
    ink="#F1EFEA",
    ink_2="#A7ADB5",
    on_ink="#1E2227",
    link="#7DB2EC",
    danger="#F2766D",
    road="#F2B705",
    on_road="#1E2227",
    road_tint="#37301A",
    road_line="#F2B705",
    r0="#5FBF92",
    r1="#A9C65A",
    r2="#E3B04B",
    r3="#F08A4B",
    r4="#F2766D",
    r0_tint="#28382F",
    r1_tint="#323A2D",
    r2_tint="#3B3628",
    r3_tint="#3C3029",
    r4_tint="#3D2E2F",
    rx="#A7ADB5",
    rx_tint="#1F2226",
    asphalt="#565C65",
    asphalt_2="#7C838D",
    asphalt_edge="#A7ADB5",
    base="#34383D",
    base_2="#474C53",
    ground="#1A1C1F",
    dip="#40371A",
    expect="#7DB2EC",
)


class Type(NamedTuple):
    """A text style: size and line height in pixels, weight 400 to 600."""

    size: int
    line: int
    weight: int


PAGE_TITLE = Type(22, 28, 600)
CARD_TITLE = Type(15, 20, 600)
BODY = Type(13, 20, 400)
STRONG = Type(13, 20, 600)
SMALL = Type(12, 16, 400)
LABEL = Type(12, 16, 600)

RADIUS_CONTROL = 6
RADIUS_CARD = 10
CONTROL_HEIGHT = 32
CONTROL_SMALL = 28
CONTROL_ROW = 24


def rating(value: int | None, *, tint: bool = False) -> str:
    """Token name of a friction or severity 0 to 4, or of what is not rated yet (None)."""
    name = "rx" if value is None else f"r{value}"
    return f"{name}_tint" if tint else name


# Colours of the marks on captures by `MarkColour`'s values: the same in both themes, for they stand on pictures. They
# differ in lightness as well, so that they are told apart without seeing colours.
MARKS = {
    "yellow": "#F2B705",
    "red": "#B3261E",
    "blue": "#1F5FA8",
    "black": "#1E2227",
    "white": "#FFFFFF",
}
