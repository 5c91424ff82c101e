"""Files that a site offers: asked for, named by us, saved only into the folder that the person picks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QLocale, QObject, QStandardPaths
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest
from PySide6.QtWidgets import QFileDialog, QWidget

from oracle.browser.addresses import elided, file_name, site
from oracle.browser.notices import Answer, Choice, Notices, Question
from oracle.language import _

_State = QWebEngineDownloadRequest.DownloadState
_SHOWN_NAME = 60


class Downloads(QObject):
    """Asks for each download above the page that offers it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)

    def offer(self, request: QWebEngineDownloadRequest, notices: Notices) -> None:
        """Ask whether and where to keep the file; it is not fetched before the answer is yes."""
        name = file_name(request.suggestedFileName() or request.downloadFileName())
        text = _("{site} wants to save a file: {name}").format(site=site(request.url()), name=elided(name, _SHOWN_NAME))
        if request.totalBytes() > 0:
            text += f" ({_bytes(request.totalBytes())})"
        choices = (Choice("save", _("Save…")), Choice("no", _("Do not save"), "quiet"))

        def settle(answer: Answer) -> None:
            if answer.key == "save":
                self._choose_folder(request, name, notices)
            else:
                request.cancel()

        if not notices.put(Question("download", "download", text, choices), settle):
            request.cancel()

    def _choose_folder(self, request: QWebEngineDownloadRequest, name: str, notices: Notices) -> None:
        dialog = QFileDialog(self._window, _("Save {name} in which folder?").format(name=elided(name, _SHOWN_NAME)))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setDirectory(self._folder)
        dialog.fileSelected.connect(lambda folder: self._save(request, Path(folder), name, notices))
        dialog.rejected.connect(request.cancel)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, request: QWebEngineDownloadRequest, folder: Path, name: str, notices: Notices) -> None:
        self._folder = str(folder)
        target = _free(folder, name)
        request.setDownloadDirectory(str(folder))
        request.setDownloadFileName(target.name)
        request.isFinishedChanged.connect(lambda: self._tell_end(request, target, notices))
        question = Question(
            "saving",
            "download",
            _("Saving {name} in {folder}…").format(name=elided(target.name, _SHOWN_NAME), folder=_shown(folder)),
            (Choice("stop", _("Stop"), "quiet"),),
        )
        notices.put(question, lambda answer: request.cancel() if answer.key == "stop" else None)
        request.accept()

    def _tell_end(self, request: QWebEngineDownloadRequest, target: Path, notices: Notices) -> None:
        notices.clear(("saving",))
        name, folder = elided(target.name, _SHOWN_NAME), _shown(target.parent)
        if request.state() == _State.DownloadCompleted:
            text = _("Saved {name} in {folder}.").format(name=name, folder=folder)
            notices.put(Question("saved", "check", text), lambda _answer: None)
        elif request.state() == _State.DownloadInterrupted:
            text = _("{name} was not saved: {cause}.").format(name=name, cause=elided(request.interruptReasonString()))
            notices.put(Question("saved", "triangle-alert", text), lambda _answer: None)


def _free(folder: Path, name: str) -> Path:
    """A path in `folder` that nothing has yet."""
    first = Path(name)
    target, count = folder / name, 2
    while target.exists():
        target = folder / f"{first.stem} ({count}){first.suffix}"
        count += 1
    return target


def _shown(folder: Path) -> str:
    return elided(QDir.toNativeSeparators(str(folder)), _SHOWN_NAME)


def _bytes(count: int) -> str:
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
