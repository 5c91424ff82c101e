"""The look: contrast by the tokens, theme following the system, icons in their colour and sharp, focus seen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from oracle import paths, tokens
from oracle.ui import settings, style, theme
from oracle.ui.focus import FocusRings
from oracle.ui.palette.panel import score
from oracle.ui.settings import Settings
from oracle.ui.theme import Theme
from oracle.ui.widgets import Card, NoteField, RatingButtons, Scrolled, Severities, button, icon_button, label
from tests import looks

GROUNDS = ("paper", "surface", "sunken", "hover", "press", "road_tint")
TINTS = tuple(tokens.rating(value, tint=True) for value in (None, 0, 1, 2, 3, 4))
TEXT_ON = (
    *(("ink", ground) for ground in (*GROUNDS, *TINTS)),
    *(("ink_2", ground) for ground in GROUNDS),
    *(("link", ground) for ground in ("paper", "surface", "road_tint")),
    *(("danger", ground) for ground in ("paper", "surface")),
    ("on_ink", "ink"),
    ("on_road", "road"),
)
EDGES_ON = (
    *(("edge", ground) for ground in ("paper", "surface")),
    *(("ink", ground) for ground in GROUNDS),
    *((tokens.rating(value), ground) for value in (None, 0, 1, 2, 3, 4) for ground in ("paper", "surface")),
    *((tokens.rating(value), tokens.rating(value, tint=True)) for value in (None, 0, 1, 2, 3, 4)),
    *(("road_line", ground) for ground in ("paper", "surface")),
    *(("expect", ground) for ground in ("paper", "surface")),
    *(("asphalt_edge", ground) for ground in ("paper", "surface", "ground")),
)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = []
    for at in (1, 3, 5):
        part = int(colour[at : at + 2], 16) / 255
        parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("palette", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_text_stands_out_by_four_and_a_half_and_edges_by_three(palette: tokens.Palette) -> None:
    weak = [
        f"{front} on {ground}: {contrast(palette.colour(front), palette.colour(ground)):.2f}"
        for pairs, least in ((TEXT_ON, 4.5), (EDGES_ON, 3.0))
        for front, ground in pairs
        if contrast(palette.colour(front), palette.colour(ground)) < least
    ]
    assert not weak


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Iterator[Theme]:
    kept = Settings(tmp_path / "settings.toml")
    yield theme.install(qapp, kept)
    kept.set(settings.THEME, settings.LIGHT)


def test_the_style_sheet_has_no_mistake_and_only_token_colours(look: Theme, qtbot: QtBot) -> None:
    import re

    for palette in (tokens.LIGHT, tokens.DARK):
        sheet = style.sheet(palette)
        known = {palette.colour(name).upper() for name in tokens.TOKENS}
        strange = {found.upper() for found in re.findall(r"#[0-9A-Fa-f]{6}", sheet)} - known
        # The hover and pressed grounds of the dark button are the ink, moved towards the surface.
        assert len(strange) == 2, strange


def test_the_theme_follows_the_system_until_one_is_chosen(
    look: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        # The offscreen platform has no scheme of its own.
        monkeypatch.setattr(look, "system_is_dark", lambda scheme=scheme: scheme == Qt.ColorScheme.Dark)
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert look.is_dark is (scheme == Qt.ColorScheme.Dark)
    look._settings.set(settings.THEME, settings.DARK)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert look.is_dark


def test_every_icon_is_drawn_in_the_token_at_any_scale(look: Theme) -> None:
    for file in paths.resource("icons").glob("*.svg"):
        for scale in (1.0, 1.5, 2.0):
            picture = look.icon(file.stem, "danger", 16).pixmap(QSize(16, 16), scale).toImage()
            assert picture.width() == round(16 * scale), file.stem
            assert scale != 1.0 or near(strongest(picture), QColor(look.palette.danger)), file.stem


def near(one: QColor, other: QColor) -> bool:
    """Equal but for rounding."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) <= 3 for a, b in pairs)


def strongest(picture: QImage) -> QColor:
    """The colour of the most opaque pixel."""
    pixels = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    found = max(pixels, key=lambda pixel: pixel.alpha())
    return QColor(found.red(), found.green(), found.blue())


class _Dressed(QLabel):
    """A label that counts how often it is dressed."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_another_theme_dresses_each_widget_no_oftener_however_deep_it_lies(look: Theme, qtbot: QtBot) -> None:
    outer = inner = QWidget()
    qtbot.addWidget(outer)
    shallow = _Dressed("here", outer)
    for _depth in range(20):
        inner = QFrame(inner)
        inner.setProperty("ground", "card")
    deep = _Dressed("there", inner)
    with qtbot.waitExposed(outer):
        outer.show()
    shallow.times = deep.times = 0
    look._settings.set(settings.THEME, settings.DARK)
    assert 0 < deep.times <= shallow.times + 1
    assert deep.palette().color(deep.foregroundRole()) == QColor(tokens.DARK.ink)


def test_an_icon_follows_the_theme_without_being_made_again(look: Theme) -> None:
    icon = look.icon("check")
    look._settings.set(settings.THEME, settings.LIGHT)
    light = strongest(icon.pixmap(QSize(16, 16), 1.0).toImage()).name().upper()
    look._settings.set(settings.THEME, settings.DARK)
    dark = strongest(icon.pixmap(QSize(16, 16), 1.0).toImage()).name().upper()
    assert (light, dark) == (tokens.LIGHT.ink, tokens.DARK.ink)


def test_larger_system_text_enlarges_ours(look: Theme) -> None:
    assert look.font(tokens.BODY).pixelSize() == 13
    look._system_font = theme.USUAL_FONT * 1.5
    assert look.font(tokens.BODY).pixelSize() == 20
    look._system_font = theme.USUAL_FONT * 5
    assert look.font(tokens.BODY).pixelSize() == 26


def test_controls_have_the_heights_of_the_tokens(look: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    heights = {"normal": tokens.CONTROL_HEIGHT, "small": tokens.CONTROL_SMALL, "row": tokens.CONTROL_ROW}
    made = {size: button("Walk it", "plain", "footprints", size=size) for size in heights}  # type: ignore[arg-type]
    field = QLineEdit()
    for each in (*made.values(), field):
        column.addWidget(each)
    window.show()
    assert {size: each.height() for size, each in made.items()} == heights
    assert field.height() == tokens.CONTROL_HEIGHT


def test_the_keyboards_focus_is_ringed_and_the_mouses_is_not(look: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    rings = FocusRings(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = button("One"), button("Two")
    column.addWidget(first)
    column.addWidget(second)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    second.setFocus()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    ring = rings._ring
    assert ring is not None
    assert ring.isVisible()
    assert ring.geometry().adjusted(2, 2, -2, -2) == first.geometry()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert ring.geometry().adjusted(2, 2, -2, -2) == second.geometry()
    picture = window.grab().toImage()
    at = second.geometry().center().x(), second.geometry().top() - 1
    assert picture.pixelColor(*at).name().upper() == look.palette.road
    second.hide()
    assert window.focusWidget() is first
    assert ring.geometry().adjusted(2, 2, -2, -2) == first.geometry()
    second.show()
    qtbot.mousePress(second, Qt.MouseButton.LeftButton)
    assert not ring.isVisible()
    qtbot.mouseRelease(second, Qt.MouseButton.LeftButton)
    rings.close()


def test_a_field_that_tab_comes_to_is_seen_whole(look: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    rings = FocusRings(qapp)
    page = QWidget()
    column = QVBoxLayout(page)
    fields = [NoteField(str(at), lines=4) for at in range(8)]
    for field in fields:
        column.addWidget(field)
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(Scrolled(page))
    window.resize(300, 220)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for field in fields:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        assert field.visibleRegion().boundingRect() == field.rect()
    rings.close()


def test_a_scroll_bar_takes_its_room_from_the_margin(look: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 0, 24, 24)
    card = Card()
    column.addWidget(card)
    area = Scrolled(page)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    edges = []
    for height in (100, 900, 100):
        card.setFixedHeight(height)
        area.fit()
        qtbot.waitUntil(lambda high=height: area.verticalScrollBar().isVisible() == (high > 300))
        qtbot.waitUntil(lambda: card.mapTo(area, card.rect().topRight()).x() == 375)
        edges.append(card.mapTo(area, card.rect().topLeft()).x())
    assert edges == [24, 24, 24]


def test_lines_of_a_text_are_as_far_apart_as_its_style_says(look: Theme, qtbot: QtBot) -> None:
    shown = label("H\nH H H\nH", "body", wrap=True)
    qtbot.addWidget(shown)
    shown.resize(200, shown.heightForWidth(200))
    rows = inked_rows(shown.grab().toImage())
    tops = [row for row in rows if row - 1 not in rows]
    assert [below - above for above, below in pairwise(tops)] == [tokens.BODY.line] * 2
    assert shown.height() == shown.fontMetrics().lineSpacing() + 2 * tokens.BODY.line
    assert looks.check(shown) == []


def test_a_text_that_runs_leftward_begins_at_the_right(look: Theme, qtbot: QtBot) -> None:
    shown = label("نبتة", "body", wrap=True)
    qtbot.addWidget(shown)
    shown.resize(200, 40)
    picture = shown.grab().toImage()
    assert not inked_rows(picture.copy(0, 0, 100, 40))
    assert inked_rows(picture.copy(100, 0, 100, 40))


def inked_rows(picture: QImage) -> list[int]:
    """The rows of a picture in which anything is drawn."""
    ground = picture.pixel(0, 0)
    return [y for y in range(picture.height()) if any(picture.pixel(x, y) != ground for x in range(picture.width()))]


def test_texts_of_users_are_never_read_as_markup(look: Theme, qtbot: QtBot) -> None:
    hostile = "<img src='file:///etc/hostname'><b>bold</b> & more"
    shown = label(hostile)
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText
    assert shown.text() == hostile
    pressed = button(hostile, tip=hostile)
    qtbot.addWidget(pressed)
    assert "<img" not in pressed.toolTip()
    assert pressed.text().count("&&") == 1


def test_icon_buttons_have_names(look: Theme, qtbot: QtBot) -> None:
    made: QPushButton = icon_button("x", "Close")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Close"
    assert "Close" in made.toolTip()


def test_ratings_are_chosen_taken_back_and_reached_by_arrows(look: Theme, qtbot: QtBot) -> None:
    rating = RatingButtons()
    qtbot.addWidget(rating)
    rating.show()
    chosen: list[int | None] = []
    rating.chosen.connect(chosen.append)
    qtbot.mouseClick(rating._buttons[3], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(rating._buttons[3], Qt.MouseButton.LeftButton)
    rating._buttons[0].setFocus()
    qtbot.keyClick(rating._buttons[0], Qt.Key.Key_Right)
    qtbot.keyClick(rating._buttons[1], Qt.Key.Key_Space)
    assert chosen == [3, None, 1]
    rating.set_value(4)
    assert rating.value == 4
    assert chosen == [3, None, 1]
    assert [each.accessibleName() for each in rating._buttons][2] == "2 Bumpy"


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("", "anything", True),
        ("back", "Back up now", True),
        ("nj", "New journey", True),
        ("THEME", "Switch theme: light or dark", True),
        ("theme", "Try the sample walk", False),
        ("xyz", "Go to Walks", False),
    ],
)
def test_the_palette_finds_by_a_few_letters_and_not_by_chance(wanted: str, text: str, found: bool) -> None:
    assert (score(wanted, text) is not None) is found


def test_a_beginning_is_found_before_a_middle() -> None:
    texts = ["Help for the walk", "Walk it", "Write a long ticket"]
    ranks = {text: rank for text in texts if (rank := score("walk", text)) is not None}
    assert sorted(ranks, key=ranks.__getitem__) == ["Walk it", "Help for the walk"]


def test_severities_that_find_no_room_are_counted(look: Theme, qtbot: QtBot) -> None:
    row = Severities({2: 1, None: 5, 4: 2})
    qtbot.addWidget(row)
    every = [(4, "2 catastrophe"), (2, "1 minor"), (None, "5 not rated yet")]
    seen = []
    for width in range(400, 0, -1):
        row.resize(width, 28)
        if row.shown() not in seen:
            seen.append(row.shown())
    assert seen == [(every, ""), (every[:2], "+ 5"), (every[:1], "+ 6")]
    assert row.accessibleName() == row.toolTip() == "2 catastrophe, 1 minor, 5 not rated yet"
