"""The test customer's card and the clean-up list."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from oracle.model.test_customer import TraceKind
from oracle.ui.walk.customer.clean_up import CleanUpPart
from oracle.ui.walk.customer.sheet import CustomerSheet
from oracle.workspace import test_customers
from tests.pictures import Size, Stage, screen
from tests.ui.walk.rooms import House, add_journey, add_walk, house, outside_road


def filled(stage: Stage) -> tuple[House, str]:
    """A walk with a card."""
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    walk_id = add_walk(home, add_journey(home, outside_road()))
    home.write(
        test_customers.set_fields, walk_id, name="Wendy Harper", mailbox="wendy.harper@example.com",
        phone="+44 20 7946 0182", address="18 Larch Avenue\nLondon N16 8QX",
    )  # fmt: skip
    link = "https://greenleaf.example/orders/20417"
    order = home.write(test_customers.add_trace, walk_id, TraceKind.ORDER, "GL-20417", link=link)
    home.write(test_customers.add_trace, walk_id, TraceKind.ACCOUNT, "wendy.harper@example.com")
    home.write(test_customers.add_trace, walk_id, TraceKind.SUBSCRIPTION, "Plant letters")
    home.write(test_customers.set_done, order, True)
    return home, walk_id


@screen("customer-card", sizes=[Size(600, 660), Size(600, 660, 2.0)])
def card(stage: Stage) -> QWidget:
    home, walk_id = filled(stage)
    window = QWidget()
    stage.on_close(window.deleteLater)
    sheet = CustomerSheet(home.context, walk_id, window)
    stage.until(lambda: sheet.traces._shown)
    return sheet


@screen("customer-clean-up", sizes=[Size(520, 240)])
def clean_up(stage: Stage) -> QWidget:
    home, walk_id = filled(stage)
    made = QWidget()
    column = QVBoxLayout(made)
    part = CleanUpPart(home.context)
    column.addWidget(part)
    column.addStretch(1)
    part.show_walk(walk_id)
    stage.until(lambda: part.ticks)
    return made
