"""Which links Telegram lets a bot show, and how it writes them."""

import re

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(//)?")
_HOST = re.compile(r"(?:[^/?#@\s]*@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:@\s]+)(?::(\d*))?(?=[/?#]|$)")
_WEB = {"http", "https"}
_OWN = {"tg", "ton", "tonsite"}


class BadLink(ValueError):  # noqa: N818  (a reason, in Telegram's words)
    """Why Telegram refuses the link."""


def checked(link: str) -> str:
    """The link as Telegram would keep it; raises BadLink with Telegram's reason."""
    link = link.strip()
    if not link:
        raise BadLink("URL host is empty")
    scheme, rest = _split(link)
    if scheme in _OWN:
        return f"{scheme}://{rest}"
    if scheme not in _WEB:
        raise BadLink("Unsupported URL protocol")
    host = _HOST.match(rest)
    if host is None:
        raise BadLink(
            "URL host is empty" if rest[:1] in {"", "/", "?", "#", ":"} else "Wrong HTTP URL"
        )
    _check_host(host[1])
    _check_port(host[2])
    tail = rest[host.end() :]
    return f"{scheme}://{host[0]}{tail if tail.startswith('/') else '/' + tail}"


def mentioned_person(link: str) -> int | None:
    """The id in `tg://user?id=…`, which mentions a person."""
    found = re.fullmatch(r"tg:(?://)?user\?id=(\d+)", link.strip(), re.IGNORECASE)
    return int(found[1]) if found else None


def _split(link: str) -> tuple[str, str]:
    found = _SCHEME.match(link)
    if found is None or (found[2] is None and found[1].lower() not in _OWN):
        return "http", link
    return found[1].lower(), link[found.end() :]


def _check_host(host: str) -> None:
    if host.startswith("["):
        return
    if "." not in host.strip(".") or ".." in host:
        raise BadLink("Wrong HTTP URL")


def _check_port(port: str | None) -> None:
    if port is None:
        return
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        raise BadLink("Wrong port number specified in the URL")
