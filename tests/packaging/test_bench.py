"""The bench measures every case to its end. How long anything takes is no test's business."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import bench
import pytest
from measuring import pictures, rounds
from measuring.scale import TINY
from measuring.table import Line, Skipped, closing, heading, row
from PIL import Image

needs_a_screen = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no Xvfb to show a screen on")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One workplace, so that the pictures are painted once."""
    return tmp_path_factory.mktemp("bench")


QUICK = ("start", "commit", "map")  # the others take most of a minute each
WITHOUT_A_SCREEN = ("report", "commit", "map", "private", "annotate", "thumbnails", "potholes")


def _marks(case: str) -> list[pytest.MarkDecorator]:
    return [*([] if case in WITHOUT_A_SCREEN else [needs_a_screen]), *([] if case in QUICK else [pytest.mark.long])]


@pytest.mark.parametrize("case", [pytest.param(case, marks=_marks(case)) for case in bench.CASES])
def test_every_case_measures_to_its_end(case: str, folder: Path) -> None:
    (folder / case).mkdir()
    if (folder / "pictures").exists():
        (folder / case / "pictures").symlink_to(folder / "pictures")
    lines = list(bench.CASES[case](folder / case, TINY))
    if not (folder / "pictures").exists() and (folder / case / "pictures").exists():
        (folder / case / "pictures").rename(folder / "pictures")
    assert any(isinstance(line, Line) for line in lines)
    assert all(value > 0 for line in lines if isinstance(line, Line) for value in line.ours.values)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", ["typical", "photos", ""])
def test_the_same_seed_paints_the_same_pictures(kind: str) -> None:
    one, two = (pictures.Painter(photos=2).page(3, 400, 900, 0.5, kind) for _ in range(2))
    assert one == two
    assert one != pictures.Painter(seed=8, photos=2).page(3, 400, 900, 0.5, kind)


def test_a_stamped_picture_is_another_file_with_the_same_pixels() -> None:
    png, jpeg = io.BytesIO(), io.BytesIO()
    picture = Image.linear_gradient("L")
    picture.save(png, "PNG")
    picture.save(jpeg, "JPEG")
    for plain, stamp in ((png.getvalue(), pictures.stamped_png), (jpeg.getvalue(), pictures.stamped_jpeg)):
        assert len({plain, stamp(plain, 1), stamp(plain, 2)}) == 3
        with Image.open(io.BytesIO(plain)) as before, Image.open(io.BytesIO(stamp(plain, 1))) as after:
            assert before.tobytes() == after.tobytes()


def test_cases_take_turns_and_the_warm_up_is_dropped() -> None:
    said: list[str] = []
    values = iter(range(10))

    def case(name: str) -> rounds.Case:
        return lambda: said.append(name) or float(next(values))  # type: ignore[func-returns-value]

    found = rounds.alternate({"ours": case("ours"), "theirs": case("theirs")}, turns=2, warm_up=1)
    assert said == ["ours", "theirs"] * 3
    assert found["ours"].values == (2.0, 4.0)
    assert found["ours"].over(found["theirs"]).values == (2 / 3, 4 / 5)


def test_the_table_says_what_is_met() -> None:
    quick, slow = rounds.Sample((0.010, 0.012, 0.011)), rounds.Sample((0.040, 0.036, 0.044))
    lines = [
        Line("ours is quicker", quick, slow, most=0.5),
        Line("ours is slower", slow, quick, most=3),
        Line("a limit in itself", quick, most=16, absolute=True),
        Skipped("a tool", "it is not installed"),
    ]
    verdicts = [row(line) for line in lines]
    assert [line.split()[-1] for line in verdicts[:3]] == ["met", "MET", "met"]
    assert "NOT MET" in verdicts[1]
    assert "11.0 ms (10.5–11.5)" in verdicts[0]
    assert verdicts[3].endswith("skipped: it is not installed")
    assert closing(lines) == "2 of 3 goals met. Not met: ours is slower."
    assert heading().startswith("case")
