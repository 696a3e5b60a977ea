"""Telegram's HTML, and the one way in which foreign text becomes part of it."""

import html
import re

# Halves of letters, as a broken file may hold them: Telegram takes no message with one.
_HALVES = re.compile("[\ud800-\udfff]")


class Html(str):
    """Text that is Telegram's HTML already. Anything else is escaped before it is shown."""

    __slots__ = ()


def esc(text: object) -> Html:
    """The one way in which foreign text becomes part of a screen."""
    if isinstance(text, Html):
        return text
    return Html(html.escape(_HALVES.sub("", str(text)), quote=False))


def bold(text: object) -> Html:
    return Html(f"<b>{esc(text)}</b>")


def quoted(text: object) -> Html:
    return Html(f"<blockquote>{esc(text)}</blockquote>")


def lines(*parts: object, apart: str = "\n") -> Html:
    """Put parts below one another; empty ones are left out."""
    return Html(apart.join(esc(part) for part in parts if part))


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, the cut marked with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def plain(text: str) -> str:
    """Telegram's HTML without its tags."""
    return html.unescape(re.sub(r"<[^<>]*>", "", text))
