"""The schemas that were released, by number: what is known of a file before its tables are."""

from __future__ import annotations

SCHEMA = 3  # the newest, stored as the file's user_version

# What each released schema looks like in the file (`sqlite.fingerprint`): a file that holds anything else is refused.
FINGERPRINTS: dict[int, str] = {
    1: "eb44bd7e81c60d51aca227f1c245a6f3d112bc9e9543bcfd80fdd45cf8602b83",
    2: "43e942b365b63b6ae380647e3c024611e74f743e19089d4237f1022a78878822",
    3: "dea3464d1d622315f0dd495dfd26a24d3c8d28f7cd6eb4d70f1df21c1e46bab2",
}
