"""What is handed to those who repair: a slip a pothole, and the whole plan.

told = plan.build(repairs.record(workspace, business_id, pothole_ids), now=…)
for progress in plan.write(told, Path("plan.pdf"), picture, made=…): …      # or .xlsx, .csv, .md
plan.slip_text(slip), plan.slip_markdown(slip), plan.slip_mail(slip)       # to copy, to mail
"""

from oracle.report.plan.content import build, pictured, slip
from oracle.report.plan.parts import Plan, Slip
from oracle.report.plan.texts import mailto, plan_markdown, slip_mail, slip_markdown, slip_text, subject
from oracle.report.plan.writing import Form, form_of, shown, write

__all__ = [
    "Form",
    "Plan",
    "Slip",
    "build",
    "form_of",
    "mailto",
    "pictured",
    "plan_markdown",
    "shown",
    "slip",
    "slip_mail",
    "slip_markdown",
    "slip_text",
    "subject",
    "write",
]
