"""The sheets of importing, and the strip of exporting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from oracle.model.ratings import Kind
from oracle.sheets import Field
from oracle.ui.application import Application
from oracle.ui.journeys.exporting import Exporting
from oracle.ui.journeys.importing.import_sheet import COLUMNS, PREVIEW, SIZE, ImportSheet
from tests.pictures import SIZES, Size, Stage, screen
from tests.ui.pictures import of_kind, settled, started

SHEET = (Size(*SIZE), Size(*SIZE, 2.0))
TABLE = (
    "Phase;Schritt;Kanal;Zuständig;Was passieren soll;Darf nicht fehlen;Wartezeit;Moment der Wahrheit\n"
    'Aufmerksamkeit;Sieht die Anzeige für die Monstera;Instagram;Mia;"Der Preis steht da\nDer Link führt hin";;;\n'
    ";Tippt in den Laden;Webseite;Mia;;Impressum;;ja\n"
    "Entscheidung;Legt sie in den Korb;Webseite;Tom;;;;\n"
    ";Bezahlt die Bestellung;Webseite;Tom;Eine Bestätigung kommt;Widerruf;;vielleicht\n"
    "Lieferung;Bekommt die Bestätigung;E-Mail;Mia;;;4 Stunden;\n"
    ";Wartet auf das Paket;Paket;Jonas;Nachricht, bevor sie fragen muss;;bald;\n"
    ";;Paket;Jonas;;;;\n"
)
TEXT = "# Awareness\nSees the sale post\n    The price is shown\nTaps through to the shop\n\n# Decision\nPays\n"


def sheet_on(stage: Stage) -> tuple[Application, ImportSheet]:
    app = started(stage)
    sheet = ImportSheet(app.context, app.window, Kind.BUY)
    return app, sheet


def read(stage: Stage, sheet: ImportSheet, content: str = TABLE) -> Path:
    path = stage.folder / "Kundenreise Frühling.csv"
    path.write_bytes(content.encode("cp1252"))
    sheet.read_file(path)
    stage.until(lambda: sheet.page == COLUMNS or sheet.wrong.isVisibleTo(sheet))
    return path


@screen("import", sizes=SHEET)
def source(stage: Stage) -> QWidget:
    return sheet_on(stage)[1]


@screen("import-text", sizes=SHEET[:1])
def text(stage: Stage) -> QWidget:
    _app, sheet = sheet_on(stage)
    sheet.source.text.setPlainText(TEXT)
    return sheet


@screen("import-reading", sizes=SHEET[:1])
def reading(stage: Stage) -> QWidget:
    _app, sheet = sheet_on(stage)
    sheet.source.show_reading("Kundenreise Frühling.xlsx", 40, 100)
    return sheet


@screen("import-refused", sizes=SHEET[:1])
def refused(stage: Stage) -> QWidget:
    _app, sheet = sheet_on(stage)
    read(stage, sheet, "Schritt\n" + "x\n" * 20_001)
    return sheet


@screen("import-columns", sizes=SHEET)
def columns(stage: Stage) -> QWidget:
    _app, sheet = sheet_on(stage)
    read(stage, sheet)
    return sheet


@screen("import-preview", sizes=SHEET)
def preview(stage: Stage) -> QWidget:
    _app, sheet = sheet_on(stage)
    read(stage, sheet)
    assert Field.STEP in sheet.columns.columns
    sheet.go_on()
    stage.until(lambda: sheet.page == PREVIEW)
    return sheet


@screen("export-written", sizes=SIZES)
def written(stage: Stage) -> QWidget:
    return exported(stage)


@screen("export-refused", sizes=SIZES[:2])
def not_written(stage: Stage) -> QWidget:
    return exported(stage, "none/")


def exported(stage: Stage, folder: str = "") -> QWidget:
    app = started(stage)
    journey_id = of_kind(stage, app, "buy")
    app.go("journey", journey_id=journey_id)
    settled(stage, app)
    found: list[object] = []
    from oracle.workspace import journeys

    app.tasks.read(journeys.get, journey_id, then=found.append)
    stage.until(lambda: bool(found))
    exporting = Exporting(app.context, app.window)
    exporting.write(found[0], stage.folder / f"{folder}Buy something.csv")  # type: ignore[arg-type]
    stage.until(
        lambda: (
            exporting.strip is not None
            and (
                exporting.strip.written.isVisibleTo(exporting.strip)
                or exporting.strip.refused.isVisibleTo(exporting.strip)
            )
        )
    )
    return app.window
