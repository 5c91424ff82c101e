"""What a walk's browser remembers: nothing once it is closed, or sign-ins and basket until the walk is finished."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineProfileBuilder, QWebEngineSettings

from oracle import paths
from oracle.errors import InputError, StorageError
from oracle.language import _

_Attribute = QWebEngineSettings.WebAttribute
_SETTINGS = {
    _Attribute.LocalContentCanAccessFileUrls: False,
    _Attribute.LocalContentCanAccessRemoteUrls: False,
    _Attribute.JavascriptCanOpenWindows: False,
    _Attribute.JavascriptCanPaste: False,
    _Attribute.NavigateOnDropEnabled: False,
    _Attribute.PdfViewerEnabled: False,
    _Attribute.PluginsEnabled: False,
    _Attribute.ScreenCaptureEnabled: False,
    _Attribute.AllowWindowActivationFromJavaScript: False,
    _Attribute.AllowRunningInsecureContent: False,
    _Attribute.PlaybackRequiresUserGesture: True,
    _Attribute.WebRTCPublicInterfacesOnly: True,
    _Attribute.HyperlinkAuditingEnabled: False,
}


def passing() -> QWebEngineProfile:
    """A profile that never touches the disk: signed out at each start."""
    return _guarded(QWebEngineProfile(QCoreApplication.instance()))


def kept(walk_id: str) -> QWebEngineProfile:
    """The profile of one walk, kept in a folder of its own: cookies and storage last, permissions never do."""
    folder = _folder(walk_id)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(
            _("The sign-ins of this walk cannot be kept: {cause}.").format(cause=error.strerror),
            safe=_("The walk itself is stored."),
            advice=_("Walk on signed out, or make room in {folder}.").format(folder=folder.parent),
        ) from error
    builder = QWebEngineProfileBuilder()
    builder.setPersistentStoragePath(str(folder / "storage"))
    builder.setCachePath(str(folder / "cache"))
    builder.setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
    builder.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.ForcePersistentCookies)
    builder.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    return _guarded(builder.createProfile(f"walk-{folder.name}", QCoreApplication.instance()))


def is_kept(walk_id: str) -> bool:
    """Whether anything of this walk's browser lies on the disk."""
    return _folder(walk_id).exists()


def forget(walk_id: str) -> None:
    """Remove what the walk's browser kept; its pane must be gone. Raises StorageError naming the folder that stayed."""
    folder = _folder(walk_id)
    if not folder.exists():
        return
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise StorageError(
            _("The sign-ins of this walk could not be removed: {cause}.").format(cause=error.strerror),
            safe=_("The walk itself is stored."),
            advice=_("Delete the folder {folder} by hand.").format(folder=folder),
        ) from error


def _folder(walk_id: str) -> Path:
    if not re.fullmatch(r"[0-9A-Za-z-]{1,64}", walk_id):
        raise InputError(_("This is not the id of a walk."))
    return paths.browser_profiles() / walk_id


def _guarded(profile: QWebEngineProfile) -> QWebEngineProfile:
    """`profile` with the defaults that are too open for strangers' pages closed."""
    settings = profile.settings()
    for attribute, on in _SETTINGS.items():
        settings.setAttribute(attribute, on)
    # Every scheme reaches the page's own check, which refuses it; no policy of the engine opens one by itself.
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.AllowAllUnknownUrlSchemes)
    profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    profile.setHttpAcceptLanguage(",".join(QLocale.system().uiLanguages()[:4]))
    profile.setHttpUserAgent(as_a_customer(profile.httpUserAgent()))
    profile.setPushServiceEnabled(False)
    return profile


def as_a_customer(user_agent: str) -> str:
    """`user_agent` without the engine's own mark, so that sites show what they show to everyone."""
    return re.sub(r"QtWebEngine/\S+ ", "", user_agent)
