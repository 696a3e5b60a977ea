"""Telegram's HTML, read as strictly as Telegram does: text, and entities in UTF-16 units."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import links

Entity = dict[str, Any]

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = {*_STYLES, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\0\v"
_SPECIAL = re.compile("[<&]")
_CHARACTER = re.compile(r"&(?:#(?:x([0-9a-fA-F]*)|([0-9]*))|([A-Za-z]+))")
_TAG_END = re.compile(r"[ \t\r\n\0\v>]")
_BLANKS = re.compile(r"[ \t\r\n\v]*")
_ATTRIBUTE = re.compile(r"[^ \t\r\n\0\v=>]*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_UNIX_TIME = re.compile(r"\d{1,12}")


class EntityError(ValueError):
    """Why the text can't be parsed, in Telegram's words."""


def width(text: str) -> int:
    """How many UTF-16 units the text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def read_html(source: str) -> tuple[str, list[Entity]]:
    """The text without its tags, and its entities in the order in which they ended."""
    if "<" not in source and "&" not in source:
        return source, []
    reader = _Reader(source)
    reader.read()
    text = "".join(reader.parts)
    if any("\ud800" <= letter <= "\udfff" for letter in reader.decoded):
        raise EntityError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    for entity in reader.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, reader.entities


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    offset: int
    part: int
    expandable: bool = False
    format: str = ""


@dataclass(slots=True)
class _Reader:
    source: str
    parts: list[str] = field(default_factory=list)
    decoded: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    units: int = 0

    def read(self) -> None:
        source, here = self.source, 0
        while found := _SPECIAL.search(source, here):
            self._say(source[here : found.start()])
            here = found.start()
            if source[here] == "&":
                here = self._character(here)
            elif source.startswith("</", here):
                here = self._end_tag(here)
            else:
                here = self._start_tag(here)
        self._say(source[here:])
        if self.stack:
            tag = self.stack[-1].tag
            raise EntityError(f'Can\'t find end tag corresponding to start tag "{tag}"')

    def _say(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.units += width(text)

    def _character(self, here: int) -> int:
        letter, end = _character_at(self.source, here)
        if letter:
            self.decoded.append(letter)
        self._say(letter or "&")
        return end if letter else here + 1

    def _fail(self, reason: str, here: int, more: str = "") -> EntityError:
        offset = len(self.source[:here].encode("utf-8", "surrogatepass"))
        return EntityError(f"{reason} at byte offset {offset}{more}")

    def _at(self, here: int) -> str:
        return self.source[here] if here < len(self.source) else "\0"

    def _start_tag(self, begin: int) -> int:
        end = _TAG_END.search(self.source, begin + 1)
        if end is None:
            raise self._fail("Unclosed start tag", begin)
        tag = self.source[begin + 1 : end.start()].lower()
        if tag not in _TAGS:
            raise self._fail(f'Unsupported start tag "{tag}"', begin)
        opened = _Open(tag, "", self.units, len(self.parts))
        here = end.start()
        while self._at(here) != ">":
            here = _BLANKS.match(self.source, here).end()  # type: ignore[union-attr]
            if self._at(here) == ">":
                break
            here = self._attribute(opened, here, begin)
        if tag == "span" and opened.argument != "spoiler":
            raise self._fail('Tag "span" must have class "tg-spoiler"', begin)
        self.stack.append(opened)
        return here + 1

    def _attribute(self, opened: _Open, here: int, begin: int) -> int:
        name = _ATTRIBUTE.match(self.source, here)[0]  # type: ignore[index]
        if not name:
            raise self._fail(f'Empty attribute name in the tag "{opened.tag}"', begin)
        here = _BLANKS.match(self.source, here + len(name)).end()  # type: ignore[union-attr]
        if self._at(here) != "=":
            if self._at(here) == "\0":
                raise self._fail(f'Unclosed start tag "{opened.tag}"', begin)
            _note(opened, name, "")
            return here
        here = _BLANKS.match(self.source, here + 1).end()  # type: ignore[union-attr]
        if self._at(here) == "\0":
            raise self._fail(f'Unclosed start tag "{opened.tag}"', begin)
        value, here = self._value(here)
        if self._at(here) == "\0":
            raise self._fail("Unclosed start tag", begin)
        _note(opened, name, value)
        return here

    def _value(self, here: int) -> tuple[str, int]:
        quote = self._at(here)
        if quote in "'\"":
            return self._quoted(here + 1, quote)
        token = _TOKEN.match(self.source, here)[0]  # type: ignore[index]
        end = here + len(token)
        if self._at(end) not in _SPACE + ">":
            raise self._fail("Unexpected end of name token", here)
        return token.lower(), end

    def _quoted(self, here: int, quote: str) -> tuple[str, int]:
        value = []
        while self._at(here) not in {quote, "\0"}:
            letter, end = _character_at(self.source, here)
            value.append(letter or self.source[here])
            here = end if letter else here + 1
        return "".join(value), here + (self._at(here) == quote)

    def _end_tag(self, begin: int) -> int:
        if not self.stack:
            raise self._fail("Unexpected end tag", begin)
        found = _TAG_END.search(self.source, begin + 2)
        end = found.start() if found else len(self.source)
        tag = self.source[begin + 2 : end].lower()
        end = _BLANKS.match(self.source, end).end()  # type: ignore[union-attr]
        if self._at(end) != ">":
            raise self._fail("Unclosed end tag", begin)
        opened = self.stack.pop()
        if tag and tag != opened.tag:
            more = f', expected "</{opened.tag}>", found "</{tag}>"'
            raise self._fail("Unmatched end tag", begin, more)
        if self.units > opened.offset:
            self._close(opened)
        return end + 1

    def _close(self, opened: _Open) -> None:
        entity: Entity = {
            "type": _STYLES.get(opened.tag, opened.tag),
            "offset": opened.offset,
            "length": self.units - opened.offset,
        }
        match opened.tag:
            case "blockquote":
                entity["type"] = "expandable_blockquote" if opened.expandable else "blockquote"
            case "a":
                if not _linked(entity, opened.argument or "".join(self.parts[opened.part :])):
                    return
            case "tg-emoji":
                entity.update(type="custom_emoji", custom_emoji_id=_emoji_id(opened.argument))
            case "tg-time":
                entity.update(type="date_time", unix_time=_unix_time(opened.argument))
                entity["date_time_format"] = opened.format
            case "pre" | "code":
                if self._joined(opened, entity):
                    return
        self.entities.append(entity)

    def _joined(self, opened: _Open, entity: Entity) -> bool:
        """Whether `<pre><code class="language-…">` became one entity with a language."""
        last = self.entities[-1] if self.entities else None
        same = last is not None and all(last[key] == entity[key] for key in ("offset", "length"))
        if opened.tag == "code":
            if opened.argument:
                entity["language"] = opened.argument
            if same and last and last["type"] == "pre" and opened.argument:
                last["language"] = opened.argument
                return True
        elif same and last and last["type"] == "code" and last.get("language"):
            last["type"] = "pre"
            return True
        return False


def _note(opened: _Open, name: str, value: str) -> None:
    match opened.tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "unix"):
            opened.argument = value
        case ("tg-time", "format"):
            opened.format = value
        case ("code", "class") if value.startswith("language-"):
            opened.argument = value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            opened.argument = value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            opened.expandable = True


def _character_at(source: str, here: int) -> tuple[str, int]:
    """The character that `&…;` stands for and where it ends, or ("", 0)."""
    found = _CHARACTER.match(source, here) if source[here] == "&" else None
    if found is None:
        return "", 0
    if found[3] is not None:
        letter = _NAMED.get(found[3], "")
    else:
        digits = found[1] if found[1] is not None else found[2]
        code = int(digits, 16 if found[1] is not None else 10) if digits else 0
        letter = chr(code) if 0 < code < 0x10FFFF and len(found[0]) < 10 else ""
    end = found.end()
    return letter, end + source.startswith(";", end)


def _linked(entity: Entity, link: str) -> bool:
    """Make the entity a link or a mention; False when Telegram drops such a link silently."""
    person = links.mentioned_person(link)
    if person is not None:
        entity.update(type="text_mention", user={"id": person})
        return True
    try:
        entity.update(type="text_link", url=links.checked(link))
    except links.BadLink:
        return False
    return True


def _emoji_id(value: str) -> str:
    if not value.isdecimal() or not 0 < int(value) < 2**63:
        raise EntityError("Invalid custom emoji identifier specified")
    return value


def _unix_time(value: str) -> int:
    if not _UNIX_TIME.fullmatch(value):
        raise EntityError("Invalid Unix time specified")
    return int(value)
