"""The style sheet, built from the tokens: looks are chosen by class and dynamic property, never by colour."""

from __future__ import annotations

from oracle import tokens
from oracle.tokens import Palette, Type

# Each text style: the token of its colour, and its type.
TEXT_STYLES = {
    "hero": ("ink", Type(40, 48, 600)),
    "lead": ("ink_2", Type(15, 24, 400)),
    "page": ("ink", tokens.PAGE_TITLE),
    "card": ("ink", tokens.CARD_TITLE),
    "strong": ("ink", tokens.STRONG),
    "body": ("ink", tokens.BODY),
    "secondary": ("ink_2", tokens.BODY),
    "small": ("ink_2", tokens.SMALL),
    "small-ink": ("ink", tokens.SMALL),
    "label": ("ink_2", tokens.LABEL),
    "label-ink": ("ink", tokens.LABEL),
    "danger": ("danger", tokens.SMALL),
    "number": ("ink", Type(28, 32, 600)),
    "number-none": ("ink_2", Type(28, 32, 600)),
}


def sheet(palette: Palette, scale: float = 1.0) -> str:
    """The whole style sheet for one palette; `scale` enlarges text as the system asks."""
    make = _Maker(palette, scale)
    parts = (make.grounds, make.labels, make.buttons, make.fields, make.lists, make.bars, make.menus, make.rail)
    return "\n".join(part() for part in parts)


class _Maker:
    def __init__(self, palette: Palette, scale: float) -> None:
        self.p = palette
        self.scale = scale

    def type(self, kind: Type) -> str:
        return f"font-size: {round(kind.size * self.scale)}px; font-weight: {kind.weight};"

    def grounds(self) -> str:
        p = self.p
        return f"""
        QMainWindow, QDialog, QWidget[ground="paper"] {{ background: {p.paper}; }}
        QFrame[ground="paper"] {{ background: {p.paper}; border: 0; }}
        QFrame[ground="surface"], QWidget[ground="surface"] {{ background: {p.surface}; border: 0; }}
        QFrame[ground="sunken"], QWidget[ground="sunken"] {{ background: {p.sunken}; border: 0; }}
        QFrame[ground="strip"] {{ background: {p.road_tint}; border: 0; border-radius: {tokens.RADIUS_CONTROL}px; }}
        QFrame[ground="warning"] {{ background: {p.r3_tint}; border: 1px solid {p.r3};
            border-radius: {tokens.RADIUS_CONTROL}px; }}
        QFrame[ground="card"] {{ background: {p.surface}; border: 1px solid {p.line};
            border-radius: {tokens.RADIUS_CARD}px; }}
        QFrame[ground="card"][live="true"]:hover {{ border-color: {p.edge}; }}
        QFrame[ground="card"][chosen="true"] {{ background: {p.road_tint}; border: 2px solid {p.ink}; }}
        QFrame[ground="panel"] {{ background: {p.surface}; border: 1px solid {p.edge};
            border-radius: {tokens.RADIUS_CARD}px; }}
        QFrame[ground="toast"] {{ background: {p.ink}; border-radius: {tokens.RADIUS_CONTROL}px; }}
        QFrame[ground="toast"] QLabel {{ color: {p.on_ink}; }}
        QFrame[line="across"] {{ background: {p.line}; border: 0; max-height: 1px; min-height: 1px; }}
        QFrame[line="down"] {{ background: {p.line}; border: 0; max-width: 1px; min-width: 1px; }}
        QScrollArea {{ background: transparent; border: 0; }}
        QScrollArea > QWidget > QWidget[ground="none"] {{ background: transparent; }}
        QSplitter::handle {{ background: {p.line}; }}
        QSplitter::handle:hover {{ background: {p.edge}; }}
        QToolTip {{ background: {p.ink}; color: {p.on_ink}; border: 1px solid {p.ink}; padding: 4px 6px; }}
        """

    def labels(self) -> str:
        p = self.p
        rules = [
            f'QLabel[text_style="{name}"] {{ color: {p.colour(token)}; {self.type(kind)} }}'
            for name, (token, kind) in TEXT_STYLES.items()
        ]
        rules.append(
            f"""QLabel[text_style="key"] {{ color: {p.ink_2}; background: {p.paper}; border: 1px solid {p.line};
            border-radius: 4px; padding: 0 4px; font-size: {round(11 * self.scale)}px; font-weight: 500; }}"""
        )
        return "\n".join(rules)

    def buttons(self) -> str:
        p = self.p
        return f"""
        QPushButton {{ min-height: {tokens.CONTROL_HEIGHT - 2}px; padding: 0 12px; border: 1px solid {p.edge};
            border-radius: {tokens.RADIUS_CONTROL}px; background: {p.surface}; color: {p.ink}; font-weight: 500; }}
        QPushButton:hover {{ background: {p.hover}; }}
        QPushButton:pressed, QPushButton:open {{ background: {p.press}; }}
        QPushButton:focus {{ border-color: {p.ink}; outline: none; }}
        QPushButton:checked {{ background: {p.road_tint}; border-color: {p.ink}; }}
        QPushButton:disabled {{ background: {p.sunken}; color: {p.ink_2}; border-color: {p.line}; }}
        QPushButton[look="dark"] {{ background: {p.ink}; border-color: {p.ink}; color: {p.on_ink}; font-weight: 600; }}
        QPushButton[look="dark"]:hover {{ background: {_lighter(p.ink, p.surface)}; }}
        QPushButton[look="dark"]:pressed {{ background: {_lighter(p.ink, p.surface, 0.16)}; }}
        QPushButton[look="dark"]:disabled {{ background: {p.sunken}; color: {p.ink_2}; border-color: {p.line}; }}
        QPushButton[look="quiet"], QPushButton[look="danger"], QPushButton[look="link"] {{
            background: transparent; border-color: transparent; }}
        QPushButton[look="quiet"] {{ color: {p.ink_2}; }}
        QPushButton[look="quiet"][strong="true"] {{ color: {p.ink}; }}
        QPushButton[look="danger"] {{ color: {p.danger}; }}
        QPushButton[look="link"] {{ color: {p.link}; padding: 0 2px; }}
        QPushButton[look="quiet"]:hover, QPushButton[look="danger"]:hover {{ background: {p.press}; }}
        QPushButton[look="link"]:hover {{ text-decoration: underline; }}
        QPushButton[look="quiet"]:focus, QPushButton[look="danger"]:focus, QPushButton[look="link"]:focus {{
            border-color: {p.ink}; }}
        QPushButton[look="quiet"]:disabled, QPushButton[look="danger"]:disabled {{ background: transparent;
            border-color: transparent; color: {p.ink_2}; }}
        QPushButton[look="toast"] {{ background: transparent; border-color: transparent; color: {p.on_ink};
            font-weight: 600; text-decoration: underline; }}
        QPushButton[look="toast"]:focus {{ border-color: {p.on_ink}; }}
        QPushButton[extent="small"] {{ min-height: {tokens.CONTROL_SMALL - 2}px; padding: 0 10px; }}
        QPushButton[extent="row"] {{ min-height: {tokens.CONTROL_ROW - 2}px; padding: 0 8px;
            font-size: {round(12 * self.scale)}px; }}
        QPushButton[look="link"][extent="row"] {{ padding: 0 1px; }}
        QPushButton[shape="icon"] {{ padding: 0; min-width: {tokens.CONTROL_HEIGHT - 2}px; }}
        QPushButton[shape="icon"][extent="small"] {{ min-width: {tokens.CONTROL_SMALL - 2}px; }}
        QPushButton[shape="icon"][extent="row"] {{ min-width: {tokens.CONTROL_ROW - 2}px; }}
        QPushButton[look="fact"] {{ background: transparent; border-color: transparent; padding: 0 4px;
            text-align: left; font-weight: 400; min-height: {tokens.CONTROL_ROW - 2}px; }}
        QPushButton[look="fact"]:hover {{ background: {p.hover}; }}
        QPushButton[look="fact"]:focus {{ border-color: {p.ink}; }}
        QPushButton[pill="off"], QPushButton[pill="on"] {{ border-radius: {tokens.CONTROL_SMALL // 2}px;
            font-weight: 400; padding: 0 8px 0 10px; }}
        QPushButton[pill="on"] {{ border: 2px solid {p.ink}; font-weight: 600; padding: 0 7px 0 9px;
            min-height: {tokens.CONTROL_SMALL - 4}px; }}
        QPushButton[pill="sort"] {{ background: transparent; border-color: transparent; color: {p.ink_2};
            font-weight: 400; padding: 0 4px; font-size: {round(12 * self.scale)}px; }}
        QPushButton[menu="true"]::menu-indicator {{ image: none; width: 0; }}
        QPushButton[side="left"] {{ border-top-right-radius: 0; border-bottom-right-radius: 0; border-right: 0; }}
        QPushButton[side="right"] {{ border-top-left-radius: 0; border-bottom-left-radius: 0; padding: 0 4px; }}
        QFrame[segmented="true"] {{ background: {p.surface}; border: 1px solid {p.edge};
            border-radius: {tokens.RADIUS_CONTROL}px; }}
        QFrame[segmented="true"] QPushButton {{ border: 0; border-radius: 5px; color: {p.ink_2};
            background: transparent; min-height: {tokens.CONTROL_HEIGHT - 2}px; }}
        QFrame[segmented="true"] QPushButton:hover {{ background: {p.hover}; }}
        QFrame[segmented="true"] QPushButton:checked {{ background: {p.ink}; color: {p.on_ink}; }}
        QCheckBox, QRadioButton {{ spacing: 8px; color: {p.ink}; background: transparent; }}
        """

    def fields(self) -> str:
        p = self.p
        kinds = "QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit, QDateTimeEdit, QDoubleSpinBox"
        focus = ", ".join(f"{kind}:focus" for kind in kinds.split(", "))
        wrong = ", ".join(f'{kind}[wrong="true"]' for kind in kinds.split(", "))
        off = ", ".join(f"{kind}:disabled" for kind in kinds.split(", "))
        return f"""
        {kinds} {{ background: {p.surface}; color: {p.ink}; border: 1px solid {p.edge};
            border-radius: {tokens.RADIUS_CONTROL}px; padding: 0 9px; min-height: {tokens.CONTROL_HEIGHT - 2}px;
            selection-background-color: {p.road}; selection-color: {p.on_road};
            placeholder-text-color: {p.ink_2}; }}
        QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: 0;
            background: transparent; padding: 0; min-height: 0; }}
        QSpinBox, QDoubleSpinBox, QDateEdit, QDateTimeEdit {{ max-height: {tokens.CONTROL_HEIGHT - 2}px; }}
        QComboBox:!editable {{ padding-left: 11px; }}
        QLineEdit[look="find"] {{ border: 0; background: transparent; padding: 0 16px; min-height: 48px;
            {self.type(tokens.CARD_TITLE)} font-weight: 400; }}
        QPlainTextEdit {{ padding: 3px 8px; }}
        QPlainTextEdit[look="place"], QPlainTextEdit[look="place-title"] {{ background: transparent;
            border-color: transparent; padding: 1px; min-height: 0; }}
        QPlainTextEdit[look="place-title"] {{ {self.type(tokens.CARD_TITLE)} }}
        QPlainTextEdit[look="place"]:hover, QPlainTextEdit[look="place-title"]:hover {{ border-color: {p.line}; }}
        QPlainTextEdit[look="place"]:focus, QPlainTextEdit[look="place-title"]:focus {{ border-color: {p.ink};
            background: {p.surface}; }}
        QLineEdit[extent="small"], QComboBox[extent="small"] {{ min-height: {tokens.CONTROL_SMALL - 2}px; }}
        {focus} {{ border-color: {p.ink}; }}
        {wrong} {{ border-color: {p.danger}; }}
        {off} {{ background: {p.sunken}; color: {p.ink_2}; border-color: {p.line}; }}
        QLineEdit[look="title"] {{ background: transparent; border-color: transparent; padding: 0; min-height: 26px;
            {self.type(tokens.PAGE_TITLE)} }}
        QLineEdit[look="title"]:hover {{ border-color: {p.line}; }}
        QLineEdit[look="title"]:focus {{ border-color: {p.ink}; background: {p.surface}; }}
        QLineEdit[look="bare"] {{ border: 0; background: transparent; padding: 0; }}
        QTextEdit[look="list"] {{ background: transparent; color: {p.ink}; border: 1px solid transparent;
            border-radius: {tokens.RADIUS_CONTROL}px; padding: 0; selection-background-color: {p.road};
            selection-color: {p.on_road}; }}
        QTextEdit[look="list"]:hover {{ border-color: {p.line}; }}
        QTextEdit[look="list"]:focus {{ border-color: {p.ink}; background: {p.surface}; }}
        QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down {{ border: 0; width: 24px; }}
        QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow {{
            image: url({_chevron("chevron-down", p.ink_2)}); width: 14px; height: 14px; }}
        QSpinBox::up-button, QSpinBox::down-button {{ border: 0; width: 18px; background: transparent; }}
        QSpinBox::up-arrow {{ image: url({_chevron("chevron-up", p.ink_2)}); width: 12px; height: 12px; }}
        QSpinBox::down-arrow {{ image: url({_chevron("chevron-down", p.ink_2)}); width: 12px; height: 12px; }}
        QComboBox QAbstractItemView {{ background: {p.surface}; color: {p.ink}; border: 1px solid {p.edge};
            selection-background-color: {p.road_tint}; selection-color: {p.ink}; outline: 0; padding: 4px; }}
        QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {p.edge}; border-radius: 4px;
            background: {p.surface}; }}
        QCheckBox::indicator:checked {{ background: {p.ink}; border-color: {p.ink};
            image: url({_chevron("check", p.on_ink)}); }}
        QCheckBox::indicator:disabled {{ background: {p.sunken}; border-color: {p.line}; }}
        QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {p.edge}; border-radius: 8px;
            background: {p.surface}; }}
        QRadioButton::indicator:checked {{ background: {p.surface}; border: 5px solid {p.ink};
            width: 6px; height: 6px; }}
        """

    def lists(self) -> str:
        p = self.p
        return f"""
        QListView, QTreeView, QTableView, QListWidget, QTableWidget {{ background: {p.surface}; color: {p.ink};
            border: 1px solid {p.line}; border-radius: {tokens.RADIUS_CONTROL}px; outline: 0;
            selection-background-color: {p.road_tint}; selection-color: {p.ink}; gridline-color: {p.line}; }}
        QListView::item {{ padding: 6px 8px; border-radius: 4px; }}
        QListView::item:hover, QTableView::item:hover {{ background: {p.hover}; }}
        QListView::item:selected, QTableView::item:selected {{ background: {p.road_tint}; color: {p.ink}; }}
        QHeaderView::section {{ background: {p.surface}; color: {p.ink_2}; border: 0;
            border-bottom: 1px solid {p.line}; padding: 8px; {self.type(tokens.SMALL)} }}
        QHeaderView[list="potholes"]::section {{ background: {p.paper}; border-top: 1px solid {p.line};
            padding: 0; }}
        QHeaderView[list="potholes"]::section:first {{ padding-left: 24px; }}
        QTabBar {{ background: transparent; }}
        QTabWidget::pane {{ border: 0; border-top: 1px solid {p.line}; }}
        QTabBar::tab {{ background: transparent; color: {p.ink_2}; padding: 6px 0; margin-right: 24px;
            border-bottom: 3px solid transparent; }}
        QTabBar#browserTabs::tab {{ margin: 0 12px; }}
        QTabBar::tab:selected {{ color: {p.ink}; font-weight: 600; border-bottom-color: {p.road}; }}
        QTabBar::tab:focus {{ color: {p.ink}; }}
        """

    def bars(self) -> str:
        p = self.p
        return f"""
        QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
        QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
        QScrollBar::handle {{ background: {p.edge}; border-radius: 3px; margin: 3px; }}
        QScrollBar::handle:vertical {{ min-height: 32px; }}
        QScrollBar::handle:horizontal {{ min-width: 32px; }}
        QScrollBar::handle:hover {{ background: {p.ink_2}; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
        QProgressBar {{ background: {p.sunken}; border: 1px solid {p.edge}; border-radius: 4px; max-height: 8px;
            min-height: 8px; color: transparent; }}
        QProgressBar::chunk {{ background: {p.ink}; border-radius: 3px; }}
        QSlider::groove:horizontal {{ background: {p.edge}; height: 4px; border-radius: 2px; }}
        QSlider::handle:horizontal {{ background: {p.surface}; border: 2px solid {p.ink}; width: 14px; height: 14px;
            margin: -7px 0; border-radius: 9px; }}
        """

    def menus(self) -> str:
        p = self.p
        return f"""
        QMenu {{ background: {p.surface}; color: {p.ink}; border: 1px solid {p.edge};
            border-radius: {tokens.RADIUS_CONTROL}px; padding: 4px; }}
        QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; background: transparent; }}
        QMenu::item:selected {{ background: {p.road_tint}; color: {p.ink}; }}
        QMenu::item:disabled {{ color: {p.ink_2}; }}
        QMenu::separator {{ height: 1px; background: {p.line}; margin: 4px 8px; }}
        QMenu::icon {{ padding-left: 8px; }}
        QMenu::indicator {{ width: 14px; height: 14px; padding-left: 8px; }}
        QMenu::indicator:checked {{ image: url({_chevron("check", p.ink)}); }}
        """

    def rail(self) -> str:
        p = self.p
        return f"""
        QFrame[ground="rail"] {{ background: {p.sunken}; border: 0; border-right: 1px solid {p.line}; }}
        QFrame[ground="rail"] QPushButton {{ text-align: left; }}
        QFrame[ground="rail"] QPushButton[look="find"] {{ background: {p.surface}; color: {p.ink_2};
            border: 1px solid {p.edge}; padding: 0 8px; font-weight: 400; }}
        QFrame[ground="rail"] QPushButton[look="find"]:focus {{ border-color: {p.ink}; }}
        QFrame[ground="rail"] QPushButton[look="find"]:hover {{ background: {p.hover}; }}
        QFrame[ground="bar"] {{ background: {p.paper}; border: 0; border-bottom: 1px solid {p.line}; }}
        QFrame[ground="foot"] {{ background: {p.paper}; border: 0; border-top: 1px solid {p.line}; }}
        """


def _lighter(colour: str, towards: str, share: float = 0.08) -> str:
    """`colour` moved by `share` towards another."""
    mixed = (
        round(int(colour[at : at + 2], 16) * (1 - share) + int(towards[at : at + 2], 16) * share) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in mixed)


def _chevron(name: str, colour: str) -> str:
    """A file holding an icon in one colour: a style sheet takes pictures only from files."""
    from oracle.ui.tinted import tinted_file

    return tinted_file(name, colour).as_posix()
