"""Two walks, or several, side by side."""
