"""How pixels are had: the visible page, a screen, a window, a region, the clipboard, files.

`ways` says what works where; one module a way takes the picture. What is grabbed in the window thread is a `Grab`,
which any other thread turns into the `Shot` that the workspace stores. Stored pixels are device pixels, as they were.
"""
