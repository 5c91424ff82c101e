"""Everything that pages are made of, in one place.

Text        `Text`, `Heading` (bookmark, outline, stays with the next), `Run` (weight, colour, size, link, small chart),
            `Style`, `PageReference` (number of the page a key is on), `PageOfPages` ("3 of 14")
Figures     `Picture` (a JPEG by `PictureRef`), `Drawing` (a display list: charts, coins, signs, chips, icons)
Side by side `Columns` with `Share`s, `grid`, `Table` (its head stands again on each page), `List`
Frames      `Card` (box, bar, link target), `KeepTogether`, `Stack`, `Inset` (negative: out into the margins)
Between     `Space`, `Rule`, `PageBreak`
Pages       `Sheet` of `Place`s: a page where everything has a fixed place, as a cover
"""

from oracle.report.pdf.card import Card
from oracle.report.pdf.columns import Columns, List, Share, Table, grid
from oracle.report.pdf.document import Place, Sheet
from oracle.report.pdf.figures import Drawing, Picture
from oracle.report.pdf.flow import Flowable, Inset, KeepTogether, PageBreak, Rule, Space, Stack
from oracle.report.pdf.paragraphs import Heading, PageOfPages, PageReference, Text
from oracle.report.pdf.pen import PictureRef
from oracle.report.pdf.text import Run, Style

__all__ = [
    "Card",
    "Columns",
    "Drawing",
    "Flowable",
    "Heading",
    "Inset",
    "KeepTogether",
    "List",
    "PageBreak",
    "PageOfPages",
    "PageReference",
    "Picture",
    "PictureRef",
    "Place",
    "Rule",
    "Run",
    "Share",
    "Sheet",
    "Space",
    "Stack",
    "Style",
    "Table",
    "Text",
    "grid",
]
