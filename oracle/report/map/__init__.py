"""The journey map on paper and as a picture: one display list in the report's look, as PDF, PNG and SVG.

for progress in export(workspace, journey_id, Path("map.pdf")): …   # or .png, .svg, and .csv, .xlsx
export is read, with a workspace, and then write, without.
"""

from oracle.report.map.writing import Form, export, form_of, read, write

__all__ = ["Form", "export", "form_of", "read", "write"]
