"""The map of a journey: its document (undo, storing), and the view with columns, cards and what follows from them."""
