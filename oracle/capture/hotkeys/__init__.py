"""One key that takes a capture while any program has the focus: on X11, Windows, macOS, and by Wayland's portal.

`key.HotKey` is what all of them are to the walk; `choose.for_session` says which one fits. `combination` names keys.
"""
