"""Files that a page asks for: it gets those that the person chooses, and none without."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEventLoop, QMimeDatabase, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QFileDialog, QWidget

from oracle.browser.addresses import site
from oracle.language import _

_Mode = QWebEnginePage.FileSelectionMode
_MODES = {
    _Mode.FileSelectOpen: QFileDialog.FileMode.ExistingFile,
    _Mode.FileSelectOpenMultiple: QFileDialog.FileMode.ExistingFiles,
    _Mode.FileSelectUploadFolder: QFileDialog.FileMode.Directory,
}


class Uploads:
    """The chooser of one page. It says who gets the files; at most one stands at a time."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._dialog: QFileDialog | None = None

    @property
    def waiting(self) -> bool:
        """Whether the page stands still until files are chosen."""
        return self._dialog is not None

    def choose(self, page: QUrl, mode: _Mode, accepted: Sequence[str]) -> list[str]:
        """The files that the person chooses for the page; none when the chooser is left."""
        if self._dialog is not None or mode not in _MODES:
            return []
        title = _("Choose a file to give to {site}")
        if mode is not _Mode.FileSelectOpen:
            title = _("Choose files to give to {site}")
        dialog = self._dialog = QFileDialog(self._parent.window(), title.format(site=site(page)))
        dialog.setFileMode(_MODES[mode])
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Give to the page"))
        if mode is not _Mode.FileSelectUploadFolder:
            dialog.setNameFilters(filters(accepted))
        try:
            # Not exec(): a chooser that is left while it is still being shown would leave its loop without an end.
            loop = QEventLoop()
            dialog.finished.connect(loop.quit)
            dialog.open()
            if dialog.isVisible():
                loop.exec()
            return dialog.selectedFiles() if dialog.result() == QFileDialog.DialogCode.Accepted else []
        finally:
            self._dialog = None
            dialog.deleteLater()

    def leave(self) -> None:
        """Closes the chooser; the page gets nothing."""
        if self._dialog is not None:
            self._dialog.reject()


def filters(accepted: Sequence[str]) -> list[str]:
    """What the chooser shows first, from a page's list of types and endings; everything can be shown, too."""
    known = QMimeDatabase()
    patterns: list[str] = []
    for each in accepted:
        if each.startswith("."):
            patterns.append(f"*{each}")
        elif each.endswith("/*"):
            kinds = [kind for kind in known.allMimeTypes() if kind.name().startswith(each[:-1])]
            patterns += [f"*.{kind.preferredSuffix()}" for kind in kinds if kind.preferredSuffix()]
        else:
            patterns += known.mimeTypeForName(each).globPatterns()
    # A page's words must not end the pattern and begin another.
    plain = sorted({pattern for pattern in patterns if pattern[1:].replace(".", "").replace("-", "").isalnum()})
    everything = _("All files ({pattern})").format(pattern="*")
    return (
        [_("What the page takes ({patterns})").format(patterns=" ".join(plain)), everything] if plain else [everything]
    )
