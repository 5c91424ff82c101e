"""What the help says of each screen."""

from __future__ import annotations

from oracle.language import _

Part = tuple[str, tuple[str, ...]]


def screens() -> dict[str, Part]:
    """What each screen is for: title and sentences, by the screen's name."""
    return _walking() | _on_the_road() | _annotating() | _finding() | _reading() | _comparing() | _knowing()


def _walking() -> dict[str, Part]:
    return {
        "journeys": (
            _("Journeys"),
            (
                _(
                    "Customers come to a business on four roads: some are just looking, some want to "
                    "learn more, some begin a relationship, some buy. Each lane holds your journeys "
                    "on that road; an empty lane asks what nobody has looked at yet."
                ),
                _(
                    "A card shows the road of the last walk: the deeper the line, the rougher the "
                    "step. “Walk it” sets off; Enter opens the journey, W walks it."
                ),
            ),
        ),
        "journey": (
            _("A journey"),
            (
                _(
                    "Write every step down: what the customer does, where, who handles it, what "
                    "should happen and what must not be missing. A star is a moment of truth: it "
                    "counts twice. An hourglass is a wait: the walk comes back to ask what came."
                ),
                _("A journey that was walked can still be changed: old walks keep the steps that they walked."),
                _(
                    "The map has a column a stage and a card a step: drag cards, move them with Alt+arrows, type "
                    "over a title with F2, and take back whatever you did with Ctrl+Z. The form beside it holds "
                    "what is known of the selected step. “Ask the Oracle” under its lists asks what may be "
                    "missing, and adds the line by one click."
                ),
                _(
                    "Select no step, and the form shows the journey’s own figures. History tells what changed from "
                    "version to version, and brings an older one back."
                ),
            ),
        ),
    }


def _on_the_road() -> dict[str, Part]:
    return {
        "walk": (
            _("A walk"),
            (
                _(
                    "Be the customer. At each step do what the customer does, look at the checklist, "
                    "then say how rough it was and, if you like, how it felt. Write down what you saw"
                    " while you see it, and take a picture: one key does it."
                ),
                _(
                    "Mark a pothole where the road is broken; how bad it is, you say later in the "
                    "review. “I would leave here” is data too: it asks why. Ctrl+Z takes back what you did at the "
                    "step."
                ),
                _(
                    "While a walk is open, F8 captures from any program; the settings change the key. More ways stand "
                    "behind the three dots: a screen, a window, the one under the pointer, after some seconds, with "
                    "the pointer or without, and photos of your phone out of a folder: new ones are proposed under "
                    "the captures, and you say which are taken."
                ),
                _("Waits may take days. Pause whenever you like: the walk goes on at the same step."),
            ),
        ),
    }


def _annotating() -> dict[str, Part]:
    return {
        "annotate": (
            _("A capture"),
            (
                _(
                    "Point at the pothole: the arrow is in your hand when a capture is new, so drag once, and "
                    "Ctrl+Enter leads back. In a walk, A or F7 opens the newest capture. Every mark stays editable for "
                    "ever; the picture under it stays as it was taken, crop included."
                ),
                _(
                    "Every tool has a letter: V selects, C crops, A draws an arrow, L a line, B a box, E an ellipse, "
                    "P with the pen; H highlights, T writes, N sets a number, R redacts."
                ),
                _(
                    "With keys alone: a letter takes a tool and Enter sets its mark in the middle. Tab goes from mark "
                    "to mark; arrows move, with Shift by ten, with Alt they size, with Ctrl they turn. Enter edits a "
                    "text, or says where a number counts from; Escape lays down the tool, then leaves."
                ),
                _(
                    "Redact puts a solid block over what nobody should see. What leaves the app, from thumbnail to "
                    "report, has it burnt in. The original stays in the file until you burn it in for good: that asks "
                    "once, since nothing brings back what was under it. Backups are cleaned as well, copies that lie "
                    "elsewhere are not."
                ),
                _(
                    "What looks private is only a suggestion. Where it is wrong, say Nothing to hide here: then "
                    "neither a copied picture nor a report warns of it."
                ),
                _(
                    "The wheel makes the picture larger and smaller where the pointer is. Hold Space, or the middle "
                    "button, to pull it about; with Alt the wheel scrolls, with Shift sideways."
                ),
                _(
                    "Copy picture takes the capture with its marks; drag it from that button into another program, and "
                    "it arrives as a file."
                ),
            ),
        ),
    }


def _finding() -> dict[str, Part]:
    return {
        "potholes": (
            _("Potholes"),
            (
                _(
                    "Everything that was found in all walks of the business, the worst first. Go through it by keys: "
                    "J and K to the next and back, 1 to 4 says how bad it is, E the effort, O who repairs it, S where "
                    "the repair stands, D by when. X marks several, and what you say then goes for all of them."
                ),
                _(
                    "A claimed repair still counts as open: only a later walk that says “fixed” verifies it, and one "
                    "that meets it again brings it back. The filters stay as you left them until you quit."
                ),
                _(
                    "The matrix sets priority (severity × reach) against the effort of the repair: quick wins stand at "
                    "the upper left. What it costs a month is an estimate from the journey’s own figures."
                ),
            ),
        ),
    }


def _comparing() -> dict[str, Part]:
    return {
        "compare": (
            _("Comparing walks"),
            (
                _(
                    "Then stands at the left, now at the right. Each step says how rough it was in both; its captures "
                    "lie under the slider. Where the journey changed, steps are matched by likeness: check them there."
                ),
                _(
                    "A re-walk takes the open and the repaired potholes to their steps and asks of each: fixed, still "
                    "there, or worse? Only its “fixed” verifies a repair; what nobody looked for stays as it was."
                ),
                _(
                    "A journey’s card on the home screen holds its rhythm: when it is due to be walked again, home and "
                    "tray say so. A competitor is another business that says whose competitor it is: its walks stand "
                    "in the same menus."
                ),
            ),
        ),
    }


def _reading() -> dict[str, Part]:
    return {
        "walks": (
            _("Walks"),
            (
                _(
                    "Every walk, newest first. A resting walk is finished but for something that is "
                    "still to come: resume it when it came, or when it did not."
                ),
                _("Tick two walks to compare them, or more to see them side by side."),
            ),
        ),
        "review": (
            _("The review"),
            (
                _(
                    "The road profile shows how the walk felt: the higher the road, the better. "
                    "Potholes bite into it, the deeper the worse; the stretch after the sale is "
                    "shaded where feeling sinks below neutral: the dip."
                ),
                _("Here each pothole gets its severity, how many it meets, why it matters and what to do."),
                _(
                    "Two captures are compared under a slider, side by side or by what differs: right-click one, or "
                    "open it. Arrow keys move the slider by 2 %."
                ),
            ),
        ),
        "reports": (
            _("Reports"),
            (
                _(
                    "A report is a PDF that somebody who was not there can act on. Captures at "
                    "private steps stay out until you have looked at each of them."
                ),
            ),
        ),
        "settings": (
            _("Settings and your data"),
            (
                _(
                    "There is no account, and nothing leaves this computer but the pages that you "
                    "open. Everything is in one file, stored as you type, backed up every half hour "
                    "of work and when you quit."
                ),
            ),
        ),
    }


def _knowing() -> dict[str, Part]:
    return {
        "personas": (
            _("Personas"),
            (
                _(
                    "A persona is the customer that you play. Say who they are, what they want and what they take for "
                    "granted; then fill the map: what they say, think, do and feel, what hurts and what would make "
                    "them glad. An example gets you started. One persona can walk many journeys."
                ),
                _(
                    "Lists are typed like text: Enter adds a line, Backspace takes an empty one away, Alt+arrows or "
                    "the handle move it. Drop a photo on the round place, or paste one there. She stands beside each "
                    "step while you walk, and has a page in the report."
                ),
                _(
                    "Tick where they look at each stage: the journey map then names the channels where nobody of yours "
                    "is to be found."
                ),
            ),
        ),
        "business": (
            _("The business"),
            (
                _(
                    "Its name and logo stand at the head of each report; without a logo, its colour does. A colour "
                    "that is hard to read on white comes with a readable neighbour to take instead."
                ),
                _(
                    "Type the people and roles once: they are chosen at each step after. Who gets another name here "
                    "can be renamed at the steps too."
                ),
                _(
                    "A rival is a business of its own, marked as a competitor: walk the same journey at both, and "
                    "compare the roads. The switcher at the top of the rail goes from one business to another."
                ),
            ),
        ),
    }
