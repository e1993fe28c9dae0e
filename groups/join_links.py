"""Normalises links that join a Zalo group, as phones, chats and search engines write them."""

import re

from portal.core.plain_text import plain_line

_LINK = re.compile(
    r"(?:^|(?<=\s))(?:https?://)?(?:(?:www|m|chat)\.)?zalo\.me(?::\d+)?/(?:g/|\?g=)([a-z0-9]{4,20})/?(?:[?#&]\S*)?[.,;)\]]*(?=\s|$)",
    re.IGNORECASE,
)


def join_link(typed: str) -> str:
    """The one form in which a group's link is kept, https://zalo.me/g/abcdef123, from any that leads to the same group.

    Scheme, host for phones or the web, trailing slash, tracking and words around it make no difference. A text with
    no such link, or with links to two groups, comes back as it is.
    """
    line = plain_line(typed)
    found = {match[1].lower() for match in _LINK.finditer(line)}
    return f"https://zalo.me/g/{found.pop()}" if len(found) == 1 else line
