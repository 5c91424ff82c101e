"""Questions about the road: the sale, waits, private things, the four roads, and what comes after the sale."""

from __future__ import annotations

from oracle.language import mark
from oracle.method.questions.entry import MUST, SHOULD, Entry
from oracle.method.standing import SCREEN
from oracle.model.ratings import Kind

_SALE = (
    Entry(
        "whole-price",
        mark("Is the price on the button the whole price?"),
        mark("The full price, with everything that comes on top"),
        MUST,
        mark("price|total|cost|amount"),
        lambda at: at.is_sale,
    ),
    Entry(
        "mind-changed",
        mark("What if the customer thinks better of it tonight?"),
        mark("How to change one’s mind, and until when"),
        MUST,
        mark("change one|refund|return|cancel|get out|stop"),
        lambda at: at.is_sale,
    ),
    Entry(
        "after-paying",
        mark("What does the customer see the moment the money has gone?"),
        mark("A confirmation comes at once and says what happens next"),
        SHOULD,
        mark("confirm|thank|receipt|next"),
        lambda at: at.is_sale,
    ),
)

_WAIT = (
    Entry(
        "how-long",
        mark("Was it said beforehand how long this takes?"),
        mark("How long it takes, said before the wait begins"),
        MUST,
        mark("how long|how soon|until when|by when|promised"),
        lambda at: at.step.wait is not None,
    ),
    Entry(
        "news-first",
        mark("Does news come before the customer has to ask?"),
        mark("News comes before anybody has to ask for it"),
        SHOULD,
        mark("news|update|keeps|message came"),
        lambda at: at.step.wait is not None,
    ),
    Entry(
        "late",
        mark("What if it takes longer than promised?"),
        mark("If it takes longer, someone says so, says why and says sorry"),
        SHOULD,
        mark("late|longer|delay"),
        lambda at: at.step.wait is not None,
    ),
    Entry(
        "what-next",
        mark("A wait follows. Does the customer know what comes next, and when?"),
        mark("What happens next, and by when"),
        MUST,
        mark("next|by when|how long|until when"),
        lambda at: at.after is not None and at.after.wait is not None,
    ),
)

_PRIVATE = (
    Entry(
        "why-asked",
        mark("Does it say why each of these things is asked for?"),
        mark("The reason for everything that is asked for"),
        MUST,
        mark("why|reason|what for"),
        lambda at: at.step.private,
    ),
    Entry(
        "only-needed",
        mark("Could you leave one of these fields out?"),
        mark("Nothing is asked for that is not needed now"),
        SHOULD,
        mark("needed|asked for|only asks|no account"),
        lambda at: at.step.private,
    ),
)

_ROADS = (
    Entry(
        "no-is-no",
        mark("Is a no taken for a no?"),
        mark("One no is enough, and nothing shames it"),
        SHOULD,
        mark("no is|one no|a no|shame"),
        lambda at: at.kind is Kind.LEAVE,
    ),
    Entry(
        "trap",
        mark("What might send somebody away from here?"),
        mark("Nothing stands in front of what people came to see"),
        SHOULD,
        mark("nothing|jumps|window"),
        lambda at: at.kind is Kind.LEAVE and at.by(*SCREEN),
    ),
    Entry(
        "easier-road",
        mark("Where does the road go on for somebody who is not ready?"),
        mark("An easier road is offered: read more, ask, come back later"),
        SHOULD,
        mark("easier|smaller|come back|later"),
        lambda at: at.kind is Kind.LEAVE or at.past_sale == -1,
    ),
    Entry(
        "answer-first",
        mark("Is the question answered before a name is asked for?"),
        mark("The answer comes before a name or an address is asked for"),
        SHOULD,
        mark("answer|without sign|without an account|no address"),
        lambda at: at.kind is Kind.LEARN,
    ),
    Entry(
        "not-for",
        mark("Does it say honestly whom this is not for?"),
        mark("Whom it is not for, and who can help instead"),
        MUST,
        mark("not for|does not|do not do|cannot|someone else"),
        lambda at: at.kind is Kind.LEARN,
    ),
    Entry(
        "help-first",
        mark("Does something helpful come first, or a sales pitch?"),
        mark("Something helpful comes before anything is for sale"),
        SHOULD,
        mark("help|useful|before anything|sells nothing"),
        lambda at: at.kind is Kind.JOIN and at.before is not None,
    ),
    Entry(
        "way-out",
        mark("Is the way out as easy as the way in?"),
        mark("A way out that is as easy as the way in"),
        MUST,
        mark("unsubscribe|way out|stop|leave|cancel"),
        lambda at: at.kind is Kind.JOIN,
    ),
)

_AFTER_SALE = (
    Entry(
        "follow-up",
        mark("Is there a follow-up call?"),
        mark("Someone calls or writes a few days later and asks how it is going"),
        SHOULD,
        mark("follow|calls|asks how|asked how|writes"),
        lambda at: at.after_sale or (at.after is None and at.kind is not Kind.LEAVE),
    ),
    Entry(
        "first-success",
        mark("What works on the very first day?"),
        mark("A first small step that works on the same day"),
        MUST,
        mark("first|same day|begin|start"),
        lambda at: at.past_sale is not None and 1 <= at.past_sale <= 3,
    ),
    Entry(
        "hard-part",
        mark("Was it said beforehand what is hard about it?"),
        mark("What is hard about it, and how long that lasts, said beforehand"),
        MUST,
        mark("hard|beforehand|difficult|how long"),
        lambda at: at.after_sale,
    ),
    Entry(
        "in-use",
        mark("Does anybody notice when it lies unused?"),
        mark("Someone asks whether it is in use, and helps when it is not"),
        SHOULD,
        mark("in use|uses|used|idle|remind"),
        lambda at: at.after_sale and at.past_sale != 1,
    ),
    Entry(
        "others-did-it",
        mark("Does the customer hear from others who got through this?"),
        mark("Others tell how they did it, and how long it took them"),
        SHOULD,
        mark("others|stories|people who"),
        lambda at: at.after_sale and at.past_sale != 1,
    ),
    Entry(
        "come-back",
        mark("Why would the customer come back, or tell a friend?"),
        mark("A reason to come back, or to tell a friend"),
        MUST,
        mark("come back|again|friend|recommend"),
        lambda at: at.after is None and at.kind in {Kind.BUY, Kind.JOIN},
    ),
    Entry(
        "opinion",
        mark("Does anybody ask how it was, and answer what is said?"),
        mark("Someone asks how it was, in one question, and answers what is said"),
        SHOULD,
        mark("asks|asked|opinion|how it was"),
        lambda at: at.after is None,
    ),
)

ROADS = (*_SALE, *_WAIT, *_PRIVATE, *_ROADS, *_AFTER_SALE)
