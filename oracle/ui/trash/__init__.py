"""The trash: what was deleted, and bringing it back."""
