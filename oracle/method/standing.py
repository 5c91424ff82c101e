"""Where a step stands on its road: what the assistant's questions look at."""

from __future__ import annotations

from msgspec import Struct

from oracle.model.journey import Step
from oracle.model.ratings import ChannelKind, Kind

READ = frozenset({ChannelKind.WEBSITE, ChannelKind.EMAIL, ChannelKind.APP, ChannelKind.DOCUMENT, ChannelKind.AD})
TALK = frozenset({ChannelKind.PHONE, ChannelKind.CHAT, ChannelKind.SHOP})
SCREEN = frozenset({ChannelKind.WEBSITE, ChannelKind.APP})
SHOWN = frozenset({ChannelKind.SOCIAL, ChannelKind.AD})


class Standing(Struct, frozen=True, kw_only=True):
    """A step with its neighbours. `past_sale` counts steps since the sale; None on a road without one."""

    kind: Kind
    step: Step
    before: Step | None
    after: Step | None
    past_sale: int | None

    def by(self, *channels: ChannelKind) -> bool:
        """Whether it happens by one of these channels."""
        return self.step.channel in channels

    @property
    def after_sale(self) -> bool:
        """On a road with a sale, behind it."""
        return self.past_sale is not None and self.past_sale > 0

    @property
    def is_sale(self) -> bool:
        """The sale itself."""
        return self.past_sale == 0

    @property
    def changes_hands(self) -> bool:
        """Another person handles it than the step before, or it goes on by another channel."""
        before = self.before
        if before is None:
            return False
        other_person = bool(before.handled_by and self.step.handled_by and before.handled_by != self.step.handled_by)
        return other_person or before.channel is not self.step.channel
