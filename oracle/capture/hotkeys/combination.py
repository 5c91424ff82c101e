"""Keys by name, and what each system calls them. Nothing of Qt and nothing of any system."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")  # in the order that they are written
_PORTAL_NAMES = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}
FUNCTION_KEYS = tuple(f"F{number}" for number in range(1, 25))
_LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = tuple("0123456789")
_NAMED = ("Print", "Pause", "Ins", "Home", "End")  # as Qt writes them
KEYS = (*FUNCTION_KEYS, *_LETTERS, *_DIGITS, *_NAMED)

# X11: what the keys are called in keysymdef.h.
_X11_NAMED = {"Print": "Print", "Pause": "Pause", "Ins": "Insert", "Home": "Home", "End": "End"}
# Windows: virtual-key codes.
_WINDOWS_NAMED = {"Print": 0x2C, "Pause": 0x13, "Ins": 0x2D, "Home": 0x24, "End": 0x23}
# macOS: where the keys lie on a US keyboard, which is what Carbon asks for.
_MAC_FUNCTION = (122, 120, 99, 118, 96, 97, 98, 100, 101, 109, 103, 111, 105, 107, 113, 106, 64, 79, 80, 90)
_MAC_LETTERS = (0, 11, 8, 2, 14, 3, 5, 4, 34, 38, 40, 37, 46, 45, 31, 35, 12, 15, 1, 17, 32, 9, 13, 7, 16, 6)
_MAC_DIGITS = (29, 18, 19, 20, 21, 23, 22, 26, 28, 25)
_MAC_NAMED = {"Home": 115, "End": 119}
_MAC_CODES = {
    **dict(zip(FUNCTION_KEYS, _MAC_FUNCTION, strict=False)),
    **dict(zip(_LETTERS, _MAC_LETTERS, strict=True)),
    **dict(zip(_DIGITS, _MAC_DIGITS, strict=True)),
    **_MAC_NAMED,
}


@dataclass(frozen=True, slots=True)
class Combination:
    """A key with its modifiers, as Qt writes them: "Ctrl+Shift+F8"."""

    key: str
    modifiers: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """ "Ctrl+Shift+F8"."""
        return "+".join((*(each for each in MODIFIERS if each in self.modifiers), self.key))

    @property
    def keysym_name(self) -> str:
        """What X11 and the portal call the key."""
        return _X11_NAMED.get(self.key, self.key.lower() if len(self.key) == 1 else self.key)

    @property
    def virtual_key(self) -> int:
        """What Windows calls the key."""
        if self.key in FUNCTION_KEYS:
            return 0x70 + FUNCTION_KEYS.index(self.key)
        return _WINDOWS_NAMED.get(self.key) or ord(self.key)

    @property
    def mac_code(self) -> int | None:
        """Where macOS finds the key; None for one that its keyboards lack."""
        return _MAC_CODES.get(self.key)

    @property
    def portal_trigger(self) -> str:
        """As the XDG specification of shortcuts writes it: "CTRL+SHIFT+F8"."""
        names = (_PORTAL_NAMES[each] for each in MODIFIERS if each in self.modifiers)
        return "+".join((*names, self.keysym_name))


def parse(text: str) -> Combination | None:
    """The keys that a text names; None when it names none that can be had everywhere.

    A letter, digit or Home typed alone belongs to whatever program is in front, so those need Ctrl, Alt or Meta.
    """
    *modifiers, key = [part.strip() for part in text.split("+")]
    named = {each.lower(): each for each in (*MODIFIERS, *KEYS)}
    found = [named.get(part.lower(), "") for part in (*modifiers, key)]
    if not all(each in MODIFIERS for each in found[:-1]) or found[-1] not in KEYS:
        return None
    made = Combination(found[-1], frozenset(found[:-1]))
    alone = not made.modifiers & {"Ctrl", "Alt", "Meta"}
    return None if alone and made.key not in (*FUNCTION_KEYS, "Print", "Pause") else made


def others(taken: Combination) -> Iterator[Combination]:
    """What to try instead of a key that another program has, the handiest first."""
    for modifiers in (("Ctrl",), ("Shift",), ("Ctrl", "Shift"), ("Ctrl", "Alt"), ("Alt",)):
        for key in (taken.key, "F8", "F7", "F6", "F10"):
            made = Combination(key, frozenset(modifiers))
            if made != taken and key in FUNCTION_KEYS:
                yield made
