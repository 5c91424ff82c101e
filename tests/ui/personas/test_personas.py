"""Personas are edited in place, with real keys, drops and a real workspace; everything is stored as it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from oracle.model.journey import Persona
from oracle.model.ratings import ChannelKind
from oracle.templates.people import ready_personas
from oracle.ui.application import Application
from oracle.ui.personas.editor import PersonaEditor
from oracle.ui.personas.examples import AddPersona
from oracle.ui.personas.screen import PersonasScreen
from oracle.workspace import businesses, journeys, personas
from tests.ui.rooms import idle, running, shop_workspace, told

Key = Qt.Key


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    path = tmp_path / "workspace.db"
    shop_workspace(path)
    with running(qtbot, path) as started:
        yield started


def buyer(qtbot: QtBot, app: Application) -> Persona:
    def read(workspace: Any) -> Persona:
        journey = next(each for each in journeys.list_all(workspace) if each.kind == "buy")
        return personas.get(workspace, journey.persona_id)

    found: Persona = told(qtbot, app, read)
    return found


def opened(qtbot: QtBot, app: Application, persona_id: str) -> PersonaEditor:
    app.go("personas", persona_id=persona_id)
    screen = app.window.screen_in_view
    assert isinstance(screen, PersonasScreen)
    qtbot.waitUntil(lambda: screen.editor.persona is not None and screen.editor.persona.id == persona_id)
    return screen.editor


def stored(qtbot: QtBot, app: Application, persona_id: str) -> Persona:
    idle(qtbot, app)
    found: Persona = told(qtbot, app, personas.get, persona_id)
    return found


def picture(path: Path, form: str = "PNG", width: int = 300, height: int = 400) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#4a7f5c"))
    assert image.save(str(path), form)  # type: ignore[call-overload]
    return path


def drop(target: QWidget, mime: QMimeData) -> None:
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = target.rect().center()
    QApplication.sendEvent(target, QDragEnterEvent(middle, copy, mime, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(middle), copy, mime, left, none))


def of_file(path: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime


def test_all_fields_are_stored_as_they_are_typed(qtbot: QtBot, app: Application) -> None:
    editor = opened(qtbot, app, buyer(qtbot, app).id)
    assert editor.persona is not None
    for field, text in ((editor.name.edit, "Wendy & <b>Co</b>"), (editor.who, "Two dogs. No car.")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
    for name, list_ in {**editor.lists, **editor.map.lists}.items():
        list_.edit.setFocus()
        list_.edit.selectAll()
        QTest.keyClicks(list_.edit, f"First {name}")
        QTest.keyClick(list_.edit, Key.Key_Return)
        QTest.keyClicks(list_.edit, "Second")
    editor.age.setFocus()
    editor.age.selectAll()
    QTest.keyClicks(editor.age, "34")
    app.go("walks")  # leaving stores what is typed
    found = stored(qtbot, app, editor.persona.id)
    assert (found.name, found.who, found.age) == ("Wendy & <b>Co</b>", "Two dogs. No car.", 34)
    for name in ("objectives", "expectations", "pains", "says", "thinks", "does", "feels", "gains"):
        assert getattr(found, name) == (f"First {name}", "Second"), name


def test_typing_is_stored_without_leaving_and_a_reading_never_takes_the_cursor_away(
    qtbot: QtBot, app: Application
) -> None:
    editor = opened(qtbot, app, buyer(qtbot, app).id)
    says = editor.map.lists["says"]
    says.edit.setFocus()
    QTest.keyClicks(says.edit, "'Is it safe?'")
    assert editor.persona is not None
    qtbot.waitUntil(lambda: editor.persona is not None and editor.persona.says == ("'Is it safe?'",))
    idle(qtbot, app)
    QTest.keyClicks(says.edit, " she asks")
    says.flush()
    assert stored(qtbot, app, editor.persona.id).says == ("'Is it safe?' she asks",)


def test_a_persona_keeps_its_name_when_it_is_emptied_and_says_why(qtbot: QtBot, app: Application) -> None:
    before = buyer(qtbot, app)
    editor = opened(qtbot, app, before.id)
    editor.name.edit.setFocus()
    editor.name.edit.selectAll()
    QTest.keyClick(editor.name.edit, Key.Key_Delete)
    editor.name.flush()
    assert "needs a name" in editor.name._error.text()
    assert stored(qtbot, app, before.id).name == before.name


def test_a_photo_is_dropped_shown_round_taken_away_and_brought_back(
    qtbot: QtBot, app: Application, tmp_path: Path
) -> None:
    who = buyer(qtbot, app)
    editor = opened(qtbot, app, who.id)
    drop(editor.photo, of_file(picture(tmp_path / "face.jpg", "JPEG")))
    qtbot.waitUntil(lambda: editor.photo.has_image and editor.map.face.has_image)
    assert stored(qtbot, app, who.id).picture is not None
    seen = editor.photo.grab().toImage()
    corner, middle = seen.pixelColor(3, 3), seen.pixelColor(seen.width() // 2, seen.height() // 2)
    assert corner != middle  # cropped round
    undo: list[Any] = []
    app.bus.undoable.connect(lambda _text, function: undo.append(function))
    editor.photo.setFocus()
    QTest.keyClick(editor.photo, Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(undo) and not editor.photo.has_image)
    assert stored(qtbot, app, who.id).picture is None
    undo[0]()
    qtbot.waitUntil(lambda: editor.photo.has_image)


def test_a_photo_is_pasted_and_chosen_from_a_file(
    qtbot: QtBot, app: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = opened(qtbot, app, buyer(qtbot, app).id)
    QApplication.clipboard().setImage(QImage(str(picture(tmp_path / "pasted.png"))))
    editor.photo.setFocus()
    QTest.keyClick(editor.photo, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: editor.photo.has_image)
    first = editor.persona and editor.persona.picture
    chosen = picture(tmp_path / "chosen.png", width=640)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(chosen), ""))
    QTest.keyClick(editor.photo, Key.Key_Return)
    qtbot.waitUntil(lambda: editor.persona is not None and editor.persona.picture not in {None, first})


@pytest.mark.parametrize("kind", ["text", "empty", "cut", "gif", "folder", "bomb"])
def test_a_picture_that_cannot_be_used_is_refused_in_one_sentence(
    qtbot: QtBot, app: Application, tmp_path: Path, kind: str
) -> None:
    who = buyer(qtbot, app)
    editor = opened(qtbot, app, who.id)
    path = tmp_path / "<b>face & co.png"
    whole = picture(tmp_path / "whole.png").read_bytes()
    if kind == "folder":
        path = tmp_path
    else:
        path.write_bytes(
            {
                "text": b"not a picture",
                "empty": b"",
                "cut": whole[: len(whole) // 2],
                "gif": b"GIF89a" + bytes(60),
                "bomb": _png_that_claims(60_000, 60_000),
            }[kind]
        )
    drop(editor.photo, of_file(path))
    qtbot.waitUntil(lambda: editor._refused.isVisible())
    assert path.name in editor._refused.text()
    assert stored(qtbot, app, who.id).picture is None


def _png_that_claims(width: int, height: int) -> bytes:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def test_a_link_to_a_picture_is_not_fetched(qtbot: QtBot, app: Application) -> None:
    editor = opened(qtbot, app, buyer(qtbot, app).id)
    mime = QMimeData()
    mime.setUrls([QUrl("https://pictures.example/face.png")])
    drop(editor.photo, mime)
    assert "Save the picture first" in editor._refused.text()


def test_where_she_looks_is_ticked_with_the_arrow_keys(qtbot: QtBot, app: Application) -> None:
    who = buyer(qtbot, app)
    editor = opened(qtbot, app, who.id)
    first = next(iter(editor.looks.boxes.values()))
    qtbot.waitUntil(first.isVisible)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Key.Key_Space)
    QTest.keyClick(first, Key.Key_Down)
    second = app.window.focusWidget()
    assert second is not None
    QTest.keyClick(second, Key.Key_Right)
    third = app.window.focusWidget()
    assert third is not None
    QTest.keyClick(third, Key.Key_Space)
    stages = list(dict.fromkeys(stage for stage, _channel in editor.looks.boxes))
    wanted = ((stages[0], ChannelKind.WEBSITE), (stages[1], ChannelKind.EMAIL))
    assert stored(qtbot, app, who.id).looks == wanted
    stops = [box for box in editor.looks.boxes.values() if box.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [third]  # Tab stops once in the grid


def test_an_editor_says_which_journeys_she_walks(qtbot: QtBot, app: Application) -> None:
    who = buyer(qtbot, app)

    def share(workspace: Any) -> Any:
        from msgspec.structs import replace

        return [journeys.update(workspace, replace(each, persona_id=who.id)) for each in journeys.list_all(workspace)][
            -1
        ]

    app.tasks.write(share)
    editor = opened(qtbot, app, who.id)
    idle(qtbot, app)
    said = " ".join(each.text() for each in editor._walks.findChildren(QWidget) if hasattr(each, "text"))
    assert "Walks 3 journeys" in said
    assert "changes for all of them" in said


def test_hostile_texts_are_plain_and_tamed(qtbot: QtBot, app: Application) -> None:
    who = buyer(qtbot, app)
    editor = opened(qtbot, app, who.id)
    editor.name.edit.setFocus()
    editor.name.edit.selectAll()
    QApplication.clipboard().setText("<img src=x>\u202e" + "x" * 10_000)
    QTest.keyClick(editor.name.edit, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    editor.name.flush()
    assert len(stored(qtbot, app, who.id).name) == 120
    assert app.window.width() < 2000


# ---- the place


def place(qtbot: QtBot, app: Application) -> PersonasScreen:
    app.go("personas")
    screen = app.window.screen_in_view
    assert isinstance(screen, PersonasScreen)
    qtbot.waitUntil(lambda: bool(screen.rows) or screen.empty.isVisible())
    return screen


def test_a_persona_is_made_from_an_example_under_another_name(qtbot: QtBot, app: Application) -> None:
    screen = place(qtbot, app)
    before = len(screen.rows)
    QTest.mouseClick(screen.add_button, Qt.MouseButton.LeftButton)
    sheet = app.window.findChild(AddPersona)
    assert sheet is not None
    chosen = next(card for card in sheet.cards if card.ready and card.ready.persona.name == "Giorgos")
    chosen.setFocus()
    QTest.keyClick(chosen, Key.Key_Space)
    QTest.keyClicks(sheet.name.edit, "Stavros")
    QTest.keyClick(sheet.name.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.rows) == before + 1)
    qtbot.waitUntil(lambda: screen.editor.persona is not None and screen.editor.persona.name == "Stavros")
    assert screen.editor.persona is not None
    found = stored(qtbot, app, screen.editor.persona.id)
    original = next(ready.persona for ready in ready_personas() if ready.persona.name == "Giorgos")
    assert (found.feels, found.looks, found.age) == (original.feels, original.looks, 71)


def test_a_persona_is_duplicated_deleted_and_brought_back(qtbot: QtBot, app: Application) -> None:
    screen = place(qtbot, app)
    before = {row.known.persona.id for row in screen.rows}
    QTest.mouseClick(screen.copy, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(screen.rows) == len(before) + 1)
    idle(qtbot, app)
    copied = screen._chosen
    assert copied not in before
    undo: list[Any] = []
    app.bus.undoable.connect(lambda _text, function: undo.append(function))
    qtbot.waitUntil(lambda: screen.editor.persona is not None and screen.editor.persona.id == copied)
    QTest.mouseClick(screen.delete_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(undo) and len(screen.rows) == len(before))
    undo[0]()
    qtbot.waitUntil(lambda: len(screen.rows) == len(before) + 1)


def test_a_persona_that_walks_a_journey_is_not_deleted_and_the_journey_is_named(qtbot: QtBot, app: Application) -> None:
    who = buyer(qtbot, app)
    screen = place(qtbot, app)
    before = len(screen.rows)
    said: list[str] = []
    app.bus.message.connect(lambda _level, text: said.append(text))
    row = next(each for each in screen.rows if each.known.persona.id == who.id)
    row.setFocus()
    QTest.keyClick(row, Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(said))
    assert row.known.journeys[0].title in said[0]
    assert len(screen.rows) == before


def test_an_empty_place_teaches_and_starts(qtbot: QtBot, app: Application) -> None:
    app.tasks.write(businesses.add, name="Corner Bakery")
    idle(qtbot, app)
    app.current.set(told(qtbot, app, lambda workspace: businesses.find(workspace, "Corner Bakery")))
    screen = place(qtbot, app)
    assert screen.empty.isVisible()
    QTest.mouseClick(screen.empty.button, Qt.MouseButton.LeftButton)
    sheet = app.window.findChild(AddPersona)
    assert sheet is not None
    sheet.cards[0].setFocus()
    QTest.keyClick(sheet.cards[0], Key.Key_Space)
    QTest.mouseClick(sheet.action, Qt.MouseButton.LeftButton)
    assert "needs a name" in sheet.name._error.text()
    QTest.keyClicks(sheet.name.edit, "Ana")
    QTest.mouseClick(sheet.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.editor.persona is not None and screen.editor.persona.name == "Ana")


def test_the_ready_personas_are_whole_and_differ() -> None:
    everyone = ready_personas()
    assert len(everyone) >= 8
    assert len({ready.persona.name for ready in everyone}) == len(everyone)
    for ready in everyone:
        persona = ready.persona
        assert persona.age is not None
        assert 60 < len(persona.who) < 500
        for name in ("objectives", "expectations", "pains", "says", "thinks", "does", "feels", "gains"):
            assert 2 <= len(getattr(persona, name)) <= 5, (persona.name, name)
        assert persona.looks
