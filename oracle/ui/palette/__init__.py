"""The command palette: everything that can be done, and everything that was written down, by typing."""
