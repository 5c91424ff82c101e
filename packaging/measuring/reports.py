"""Reports: ours whole, against img2pdf, which only puts the same JPEGs into a file, and against doing it naively."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import filling, pictures, places
from measuring.rounds import Sample, alternate
from measuring.scale import Scale
from measuring.table import Line

_MOST_PREPARED = 3.0
_JUDGED = 200  # the goal was set for that many
_MOST_NAIVE = 0.14
_MOST_MEMORY = 300.0  # MB


def measure(folder: Path, scale: Scale) -> Iterator[Line]:
    """By number of captures; whole processes, ours by the command that a user types."""
    shots = pictures.folder_of(folder, scale)
    for count in scale.reports:
        yield from _prepared(folder, scale, shots, count)
    yield from _unprepared(folder, scale, shots)
    if scale.largest:
        made = filling.make(folder, "largest", shots, scale.largest, "prepared")
        seconds, memory = places.timed(_command(made, folder), places.environment(folder / "home"))
        yield Line(f"report of {scale.largest:,}, prepared: time", Sample((seconds,)), unit="s")
        yield _memory(scale.largest, memory)


def _prepared(folder: Path, scale: Scale, shots: list[Path], count: int) -> Iterator[Line]:
    made = filling.make(folder, f"report-{count}", shots, count, "prepared")
    variables = places.environment(folder / "home")
    jpegs = folder / f"jpegs-{count}"
    places.run(places.python("measuring.reports", "jpegs", made["path"], made["filled"], jpegs), variables)
    images = places.python("measuring.reports", "img2pdf", jpegs, folder / "images.pdf")
    memory: list[float] = []

    def ours() -> float:
        seconds, peak = places.timed(_command(made, folder), variables)
        memory.append(peak)
        return seconds

    found = alternate(
        {"ours": ours, "img2pdf": lambda: places.timed(images, variables)[0]}, max(1, scale.turns // 2), scale.warm_up
    )
    most = _MOST_PREPARED if count == _JUDGED else 0.0
    yield Line(f"report of {count}, prepared / img2pdf", found["ours"], found["img2pdf"], unit="s", most=most)
    yield _memory(count, max(memory))
    made["path"].unlink()


def _memory(count: int, peak: float) -> Line:
    return Line(f"report of {count:,}: peak memory", Sample((peak,)), unit="MB", most=_MOST_MEMORY, absolute=True)


def _unprepared(folder: Path, scale: Scale, shots: list[Path]) -> Iterator[Line]:
    """Nothing kept yet: each picture is made smaller during the export. Each turn needs a fresh workspace."""
    count = scale.naive
    variables = places.environment(folder / "home")
    numbers = iter(range(1_000))

    def ours() -> float:
        made = filling.make(folder, f"bare-{next(numbers)}", shots, count, "bare")
        seconds, _ = places.timed(_command(made, folder), variables)
        made["path"].unlink()
        return seconds

    naive = places.python("measuring.reports", "naive", shots[0].parent, count, folder / "naive.pdf")
    found = alternate(
        {"ours": ours, "naive": lambda: places.timed(naive, variables)[0]}, max(1, scale.turns // 2), scale.warm_up
    )
    case = f"report of {count}, nothing prepared / naive ReportLab"
    yield Line(case, found["ours"], found["naive"], unit="s", most=_MOST_NAIVE)


def _command(made: dict[str, Any], folder: Path) -> list[str]:
    wanted = ("--workspace", made["path"], "report", made["filled"], "-o", folder / "report.pdf")
    return places.python("oracle", *wanted)


# ---- the references, each a process of its own


def write_jpegs(workspace: Path, walk: str, folder: Path) -> None:
    """The pictures of a report as files."""
    from oracle import workspace as workspaces
    from oracle.workspace import captures

    folder.mkdir()
    opened = workspaces.open(workspace)
    for number, capture in enumerate(captures.of_walk(opened, walk)):
        (folder / f"{number:05d}.jpg").write_bytes(captures.report_picture(opened, capture.id)[0])
    opened.close()


def write_images(folder: Path, out: Path) -> None:
    """The limit: pictures into a file and nothing else."""
    import img2pdf  # type: ignore[import-untyped]

    with out.open("wb") as file:
        img2pdf.convert([str(each) for each in sorted(folder.glob("*.jpg"))], outputstream=file)


def write_naively(folder: Path, count: int, out: Path) -> None:
    """Screenshots as they are, ReportLab as it comes."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    shots = sorted(folder.glob("shot-*.png"))
    story: list[Any] = []
    for number in range(count):
        text = "The banner promises a code, and the basket refuses it without a reason. " * 8
        story += [Paragraph(f"Pothole {number}", styles["Heading2"]), Paragraph(text, styles["BodyText"])]
        story.append(Table([["Severity", "3"], ["Reach", "2"]]))
        story.append(Image(str(shots[number % len(shots)]), width=450, height=253))
    SimpleDocTemplate(str(out)).build(story)


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "jpegs":
        write_jpegs(Path(rest[0]), rest[1], Path(rest[2]))
    elif what == "img2pdf":
        write_images(Path(rest[0]), Path(rest[1]))
    else:
        write_naively(Path(rest[0]), int(rest[1]), Path(rest[2]))
