"""The icon of each kind of channel, in the window and on the map."""

from __future__ import annotations

from oracle.model.ratings import ChannelKind

CHANNEL_ICONS = {
    ChannelKind.WEBSITE: "globe",
    ChannelKind.EMAIL: "mail",
    ChannelKind.PHONE: "phone",
    ChannelKind.CHAT: "message-circle",
    ChannelKind.SOCIAL: "heart",
    ChannelKind.AD: "megaphone",
    ChannelKind.SHOP: "store",
    ChannelKind.POST: "package",
    ChannelKind.APP: "smartphone",
    ChannelKind.DOCUMENT: "file-text",
    ChannelKind.OTHER: "map-pin",
}
