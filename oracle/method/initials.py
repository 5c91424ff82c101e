"""The letters that stand for a name where there is no picture."""

from __future__ import annotations


def initials(name: str) -> str:
    """One or two letters for a name: "Wendy" W, "Green Leaf Plants" GL; its first sign where it has no letters."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() if words else name.strip()[:1].upper()
