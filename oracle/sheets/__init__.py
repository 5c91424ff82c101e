"""Journeys as tables: read from CSV, XLSX and pasted text of strangers, written as CSV and XLSX.

table = read_table(path)                    # or: for progress in table_steps(path): …
columns = guess_columns(table.headers)      # which column is what; the user may choose others
reading = stages_of(table, columns)         # stages without ids, and remarks
reading = from_text(text)                   # an outline, a step a line
write_csv(journey, out); write_xlsx(journey, out)
write_plain_csv(columns, rows, out)         # any table that is only written, as a plan of repairs
"""

from oracle.sheets.fields import Columns, Field, guess_columns, title
from oracle.sheets.files import SUFFIXES, read_outline, read_table, table_steps
from oracle.sheets.pasted import from_text, table_from_text
from oracle.sheets.plain import Cell, Column, write_plain_csv, write_plain_xlsx
from oracle.sheets.reading import LONGEST_TITLE, Reading, stages_of
from oracle.sheets.table import Progress, Row, Table, letters
from oracle.sheets.texts import ENCODINGS
from oracle.sheets.writing import write_csv, write_xlsx

__all__ = [
    "ENCODINGS",
    "LONGEST_TITLE",
    "SUFFIXES",
    "Cell",
    "Column",
    "Columns",
    "Field",
    "Progress",
    "Reading",
    "Row",
    "Table",
    "from_text",
    "guess_columns",
    "letters",
    "read_outline",
    "read_table",
    "stages_of",
    "table_from_text",
    "table_steps",
    "title",
    "write_csv",
    "write_plain_csv",
    "write_plain_xlsx",
    "write_xlsx",
]
