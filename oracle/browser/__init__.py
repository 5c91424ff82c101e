"""The app's own browser: what a customer would see, kept apart from the tester's own accounts and files.

`pane.BrowserPane` is the one widget that the window uses; import it when it is first shown, never earlier, for the
engine costs a quarter of a second and some 230 MB. `profile` makes and removes what a walk's browser remembers.
"""
