"""What a search rests on, in the file: words by thing, what is due to be read again, and who notes that.

None of it is the user's: it is left out of backups and of the schema's number, and made again where it is missing.
Triggers note in the transaction of each write what has changed; folding words is Python's, so reading them comes later.
"""

from __future__ import annotations

# Kinds of things in the order of their numbers: each has a range of its own, so that one kind is a range of rows.
KINDS = ("business", "persona", "journey", "step", "pothole", "visit", "capture")
RANGE = 1 << 40
# Where the words of each kind stand. A prefix that many words have is merged over its whole index before anything is
# answered, so what there is most of stands apart.
SHELVES = dict.fromkeys(KINDS, "found_road") | {"visit": "found_note", "capture": "found_capture"}

_PASSAGE = """CREATE TABLE passage (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, thing TEXT NOT NULL,
 business TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, thing))"""
_DUE = "CREATE TABLE passage_due (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, thing TEXT NOT NULL)"


def _shelf(name: str) -> dict[str, str]:
    """An index of words and the tables that it makes for itself. Words come folded, with spaces between them."""
    return {
        name: f"CREATE VIRTUAL TABLE {name} USING "
        "fts5(words, content='', columnsize=0, prefix='1 2 3', tokenize='ascii')",
        f"{name}_data": f"CREATE TABLE '{name}_data'(id INTEGER PRIMARY KEY, block BLOB)",
        f"{name}_idx": f"CREATE TABLE '{name}_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
        f"{name}_config": f"CREATE TABLE '{name}_config'(k PRIMARY KEY, v) WITHOUT ROWID",
    }


def _triggers(table: str, columns: str, *, kind: str, thing: str = "id") -> dict[str, str]:
    """Notes as due what is added, changed in these columns, or removed."""
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns.split(", "))
    events = {
        "added": (f"INSERT ON {table}", "NEW"),
        "changed": (f"UPDATE OF {columns} ON {table} WHEN {changed}", "NEW"),
        "removed": (f"DELETE ON {table}", "OLD"),
    }
    return {
        f"due_{table}_{name}": f"CREATE TRIGGER due_{table}_{name} AFTER {event} BEGIN"  # noqa: S608 - our names
        f" INSERT INTO passage_due (kind, thing) VALUES ('{kind}', {row}.{thing}); END"
        for name, (event, row) in events.items()
    }


_LISTS = "objectives, expectations, pains, says, thinks, does, feels, gains"
MADE: dict[str, str] = {
    "passage": _PASSAGE,
    "passage_due": _DUE,
    **{shelf: _shelf(shelf)[shelf] for shelf in dict.fromkeys(SHELVES.values())},
    **_triggers("business", "name, url, people", kind="business"),
    **_triggers("persona", f"name, who, {_LISTS}", kind="persona"),
    **_triggers("journey", "title", kind="journey"),
    # Steps are written with their version, all at once: a journey's steps are due together.
    **_triggers("version", "number", kind="steps", thing="journey_id"),
    "due_stage_added": "CREATE TRIGGER due_stage_added AFTER INSERT ON stage BEGIN"
    " INSERT INTO passage_due (kind, thing) SELECT 'steps', journey_id FROM version WHERE id = NEW.version_id; END",
    # A journey is found by the names of its stages too.
    "due_stage_named": "CREATE TRIGGER due_stage_named AFTER INSERT ON stage BEGIN"
    " INSERT INTO passage_due (kind, thing) SELECT 'journey', journey_id FROM version WHERE id = NEW.version_id; END",
    **_triggers("pothole", "title, saw, why, todo", kind="pothole"),
    # Older files hold the three above as they are: what became of a text once released stays, and others join it.
    "due_pothole_merged": "CREATE TRIGGER due_pothole_merged AFTER UPDATE OF answers_to ON pothole"
    " WHEN NEW.answers_to IS NOT OLD.answers_to BEGIN"
    " INSERT INTO passage_due (kind, thing) VALUES ('pothole', NEW.id); END",
    **_triggers("visit", "note, expected", kind="visit"),
    **_triggers("capture", "caption, title, url, file_name, visit_id", kind="capture"),
}
# All that stands in the file's schema because of it.
OWN: dict[str, str] = MADE | {
    name: text for shelf in dict.fromkeys(SHELVES.values()) for name, text in _shelf(shelf).items()
}
# Everything there is to be read, the largest part first: what was noted last is read first.
EVERYTHING = (
    "SELECT 'capture', id FROM capture",
    "SELECT 'visit', id FROM visit WHERE note <> '' OR expected <> ''",
    "SELECT 'pothole', id FROM pothole",
    "SELECT 'steps', id FROM journey",
    "SELECT 'journey', id FROM journey",
    "SELECT 'persona', id FROM persona",
    "SELECT 'business', id FROM business",
)
