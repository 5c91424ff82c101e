"""The PDF engine: a story of flowables in, a tagged PDF (PDF/UA-1) out.

Only this room imports ReportLab and uharfbuzz. How it is used:

    from oracle.report.pdf import blocks, document
    from oracle.report.pdf.blocks import Card, Columns, Heading, Picture, Run, Share, Style, Table, Text

    def story():
        yield Heading("At a glance", 1, Style(21, 27, 600), key="glance", after=14)
        yield Text([Run("Wendy gets her plant. ", weight=600), Run("See the worst one", link="#pothole-6")])
        yield Table(
            [Text("Pothole"), Text("Page", Style(align="right"))],
            [[Text("Dead link"), PageReference("pothole-6", Style(align="right"))]],
            [Share(), 40],
        )
        picture = PictureRef(key=sha, width=1600, height=1000, load=lambda: renditions.jpeg(sha))
        yield Card([Text("Dead link"), Picture(picture, alt="The carrier's page")], key="pothole-6", before=16)

    for progress in document.write(Path("report.pdf"), story(), title="Potholes", author="Mia", paper="A4"):
        bar.show(progress.done, progress.total, progress.what)

Lengths are points, colours are token names of `oracle.tokens` (the report is always light), texts are plain: there is
no markup, and whatever a user typed may be given as it is. Everything that draws is a `Flowable` (`flow`). The files,
from the ground up:

    clean        what may not reach a page           tagging    the canvas that tags, the structure tree
    faces        which font has a character          pen        the canvas that flowables paint with
    fonts        fonts of one document               painter    display lists (`oracle.report.display`)
    shaping      characters to glyphs                flow, paragraphs, figures, columns, card    flowables
    breaking     where a line may end                stream     objects to a file
    bidirection  right-to-left text                  document   pages, and the way in: `write`
    text         runs to lines                       blocks     everything a page author imports, in one place
"""

from oracle.report.pdf.document import Paper, Progress
from oracle.report.pdf.pages import write

__all__ = ["Paper", "Progress", "write"]
