"""Writing the file: progress, stopping, what the disk refuses, and pictures that pass through untouched."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from oracle.errors import Cancelled, ReportError
from oracle.report.pdf import document, stream
from oracle.report.pdf.blocks import Flowable, PageOfPages, Picture, PictureRef, Place, Style, Text
from oracle.report.pdf.jpeg import header
from tests.report.pdf import reading, samples


def long_story(count: int = 60) -> Iterator[Flowable]:
    for number in range(count):
        yield Text(f"Paragraph {number} " + "word " * 150)


def steps(out: Path, story: Iterator[Flowable], **given: object) -> Iterator[document.Progress]:
    return document.write(out, story, title="A report", author="Mia", **given)  # type: ignore[arg-type]


def test_page_numbers_and_their_total_are_right(tmp_path: Path) -> None:
    def furniture(page: int) -> list[Place]:
        return [Place(400, 800, 138, PageOfPages(Style(8, 11, align="right")))]

    pages = reading.page_texts(reading.made(tmp_path, long_story(), furniture=furniture))
    assert len(pages) > 9
    for number, text in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in " ".join(text.split())


def test_progress_only_grows_and_ends_at_its_total(tmp_path: Path) -> None:
    for given in ({}, {"expected": 60}):
        seen = list(steps(tmp_path / "a.pdf", long_story(), **given))
        done = [progress.done for progress in seen]
        assert done == sorted(done)
        assert done[0] == 0
        assert done[-1] == seen[-1].total
        assert len(set(done)) > 50
        assert all(progress.what for progress in seen)


@pytest.mark.parametrize("after", [1, 5, 70, 100])
def test_stopping_leaves_the_old_file_and_nothing_else(after: int, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"the old report")
    running = steps(out, long_story())
    for _ in range(after):
        next(running)
    assert len(list(tmp_path.iterdir())) == 2
    running.close()
    assert list(tmp_path.iterdir()) == [out]
    assert out.read_bytes() == b"the old report"


def test_an_error_thrown_in_or_raised_by_the_story_passes_and_cleans_up(tmp_path: Path) -> None:
    running = steps(tmp_path / "report.pdf", long_story())
    next(running)
    with pytest.raises(Cancelled):
        running.throw(Cancelled())
    picture = PictureRef("k", 10, 10, load=lambda: (_ for _ in ()).throw(RuntimeError("gone")))
    with pytest.raises(RuntimeError, match="gone"):
        list(steps(tmp_path / "report.pdf", iter([Picture(picture, "x")])))
    assert list(tmp_path.iterdir()) == []


def test_an_old_report_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"the old report")
    list(steps(out, long_story(2)))
    assert "Paragraph 1" in reading.poppler_text(out)
    assert list(tmp_path.iterdir()) == [out]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="does not exist") as caught:
        list(steps(tmp_path / "none" / "report.pdf", long_story(1)))
    assert caught.value.safe
    assert caught.value.advice


def test_a_folder_in_the_place_of_the_report_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(ReportError, match="could not be written"):
        list(steps(tmp_path / "report.pdf", long_story(1)))
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.pdf"]


def test_a_forbidden_place_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ReportError, match="may not be written") as caught:
        list(steps(tmp_path / "report.pdf", long_story(1)))
    assert "close it there" in caught.value.advice
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root to mount a small disk")
def test_a_full_disk_is_said_and_leaves_the_old_report(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(tmp_path)], check=False)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        out = tmp_path / "report.pdf"
        out.write_bytes(b"the old report")
        noise = samples.jpeg() + os.urandom(400_000)
        with pytest.raises(ReportError, match="disk is full") as caught:
            list(steps(out, iter([Picture(PictureRef("k", 100, 100, load=lambda: noise), "x")])))
        assert "Make room" in caught.value.advice
        assert list(tmp_path.iterdir()) == [out]
        assert out.read_bytes() == b"the old report"
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_equal_pictures_are_one_and_their_bytes_untouched(tmp_path: Path) -> None:
    loads: list[str] = []

    def load() -> bytes:
        loads.append("a")
        return samples.jpeg()

    story = [Picture(PictureRef("a", 160, 100, load), f"picture {number}") for number in range(40)]
    other = [
        Picture(PictureRef("b", 160, 100, samples.jpeg), "another"),
        Picture(PictureRef("a", 160, 100, load), "", box=(60, 30)),
    ]
    path = reading.made(tmp_path, [*story, *other])
    assert reading.failures(path) == []
    assert loads == ["a"]
    with pikepdf.open(path) as pdf:
        images = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert [bytes(image.read_raw_bytes()) for image in images] == [samples.jpeg()] * 2


@pytest.mark.parametrize(("mode", "space"), [("L", "/DeviceGray"), ("RGB", "/DeviceRGB"), ("CMYK", "/DeviceCMYK")])
def test_grey_and_four_ink_pictures_keep_their_colours(mode: str, space: str, tmp_path: Path) -> None:
    data = samples.jpeg(mode)
    path = reading.made(tmp_path, [Picture(PictureRef(mode, 160, 100, load=lambda: data), "x", edge="", radius=0)])
    with pikepdf.open(path) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.ColorSpace == space
        assert (int(image.Width), int(image.Height)) == (160, 100)
        assert ("/Decode" in image) == (mode == "CMYK")
    subprocess.run(["pdftoppm", "-r", "36", "-png", "-singlefile", str(path), str(tmp_path / "seen")], check=True)
    seen = Image.open(tmp_path / "seen.png").convert("RGB").getpixel((60, 60))
    wanted = Image.open(io.BytesIO(data)).convert("RGB").getpixel((80, 50))
    assert all(abs(one - other) < 45 for one, other in zip(seen, wanted, strict=True))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xc0\x00",
        samples.jpeg()[:30],
        b"\xff\xd8" + b"\xff" * 99,
    ],
)
def test_what_is_no_jpeg_is_refused_in_words(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="picture could not be put"):
        header(data)
    with pytest.raises(ReportError):
        reading.made(tmp_path, [Picture(PictureRef("k", 10, 10, load=lambda: data), "x")])
    assert list(tmp_path.iterdir()) == []


def test_two_reports_at_a_time_do_not_mix(tmp_path: Path) -> None:
    errors: list[Exception] = []

    def run(number: int) -> None:
        try:
            folder = tmp_path / str(number)
            folder.mkdir()
            texts = [Text(f"report{number} {word}") for word in samples.SCRIPTS.values()]
            path = reading.made(folder, texts * 5)
            text = reading.poppler_text(path)
            assert text.count(f"report{number}") == len(texts) * 5
            assert f"report{1 - number}" not in text
            assert reading.failures(path) == []
        except Exception as error:  # noqa: BLE001 - told to the test's own thread
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_the_file_is_sound(tmp_path: Path) -> None:
    path = reading.made(tmp_path, [*long_story(8), Picture(samples.picture(), "x")])
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert path.read_bytes().startswith(b"%PDF-1.7\n")


def test_objects_are_written_as_they_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report larger than memory could be written: pictures are read one at a time."""
    alive: list[int] = []

    def load() -> bytes:
        alive.append(part.stat().st_size)
        return samples.jpeg() + bytes(100_000)

    story = [Picture(PictureRef(str(number), 160, 100, load), "x") for number in range(10)]
    running = steps(tmp_path / "report.pdf", iter(story))
    next(running)
    (part,) = tmp_path.iterdir()
    assert all(progress.total for progress in running)
    assert alive == sorted(alive)
    assert alive[-1] > 8 * 100_000
    assert stream.__doc__


@pytest.mark.long
def test_two_thousand_findings_stay_small_in_memory(tmp_path: Path) -> None:
    import resource

    def story() -> Iterator[Flowable]:
        data = samples.jpeg() + os.urandom(300_000)
        for number in range(2000):
            yield Text(f"Finding {number} " + "words of it " * 60)
            yield Picture(PictureRef(str(number), 1600, 1000, load=lambda: data), "x")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path = reading.made(tmp_path, story())
    assert path.stat().st_size > 600_000_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250_000  # kB


def test_the_file_is_on_the_disk_before_it_takes_the_old_ones_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    replace, sync = Path.replace, os.fsync

    def noted_replace(self: Path, target: Path) -> Path:
        done.append("replaced")
        return replace(self, target)

    def noted_sync(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    monkeypatch.setattr(Path, "replace", noted_replace)
    monkeypatch.setattr(os, "fsync", noted_sync)
    reading.made(tmp_path, long_story(2))
    assert done == (["file", "replaced", "folder"] if os.name == "posix" else ["file", "replaced"])
