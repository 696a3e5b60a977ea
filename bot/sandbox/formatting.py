"""A message's text as Telegram keeps it: trimmed, its entities tidied, found and counted."""

import re
from collections.abc import Iterable

from bot.sandbox import links
from bot.sandbox.entities import Entity, EntityError, read_html, width
from bot.sandbox.errors import bad
from bot.sandbox.params import Params

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100

Formatted = tuple[str, list[Entity]]

_TRIMMED = " \t\r\n\v\f\0"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Characters that show nothing: a message of these alone is refused.
_INVISIBLE = re.compile(r"[\s​-‏‪-‮⁠-⁤⠀ㅤﾠ﻿]*")
_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
_QUOTES = {"blockquote", "expandable_blockquote"}
_CODES = {"code", "pre"}
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>]))"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
    r"|(?P<url>(?<![\w])https?://[^\s<>\"，。！？、；：）】」]+[^\s<>\"，。！？、；：）】」.,!?:;)\]])"
    r"|(?P<email>(?<![\w.+-])[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<hashtag>(?<![\w#&])#(?=\w*[^\W\d_])\w{1,256})"
)
_MARKS = re.compile("[/@#]")


def formatted(params: Params, text_name: str, mode_name: str, entities_name: str) -> Formatted:
    """The text of a call with its entities, not yet measured; refuses what can't be parsed."""
    text = params.text(text_name).replace("\r", "")
    _encodable(text)
    mode = params.text(mode_name).lower()
    if not mode or mode == "none":
        return tidied(text, _given(params.objects(entities_name), text))
    if mode != "html":
        if mode in {"markdown", "markdownv2"}:
            raise bad("the sandbox reads parse_mode HTML only")
        raise bad("unsupported parse_mode")
    try:
        return tidied(*read_html(text))
    except EntityError as reason:
        raise bad(f"can't parse entities: {reason}") from None


def message_text(params: Params) -> Formatted:
    """What sendMessage says, blank text refused."""
    if not params.text("text"):
        raise bad("message text is empty")
    text, entities = formatted(params, "text", "parse_mode", "entities")
    if _INVISIBLE.fullmatch(text):
        raise bad("text must be non-empty")
    return text, entities


def caption(params: Params) -> Formatted:
    """A caption, which may be empty and holds 1024 characters at most."""
    text, entities = formatted(params, "caption", "parse_mode", "caption_entities")
    if len(text) > MAX_CAPTION:
        raise bad("message caption is too long")
    return text, entities


def tidied(text: str, entities: list[Entity]) -> Formatted:
    """Trim the text, nest its entities as Telegram allows, and find commands and links."""
    if _CONTROLS.search(text):
        text = _CONTROLS.sub(" ", text)
    kept = text.strip(_TRIMMED)
    if entities:
        lead = len(text) - len(text.lstrip(_TRIMMED))
        entities = _nested(_clipped(entities, lead, width(kept)))
    if _MARKS.search(kept):
        entities = entities + _found(kept, entities)
    if len(entities) > 1:
        entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return kept, entities[:MAX_ENTITIES]


def slices(text: str, entities: Iterable[Entity], kind: str) -> list[str]:
    """The pieces of the text that entities of this kind cover."""
    units = text.encode("utf-16-le", "surrogatepass")
    return [
        units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le", "replace")
        for e in entities
        if e["type"] == kind
    ]


def _encodable(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None


def _clipped(entities: list[Entity], lead: int, length: int) -> list[Entity]:
    """The entities after the text lost `lead` characters in front and ends at `length`."""
    clipped = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] - lead + entity["length"], length)
        if end > start:
            clipped.append({**entity, "offset": start, "length": end - start})
    return clipped


def _nested(entities: list[Entity]) -> list[Entity]:
    """Only what Telegram lets stand together: code is bare, links and quotes do not nest."""
    if len(entities) < 2:
        return entities
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    codes = _first_come(entity for entity in entities if entity["type"] in _CODES)
    quotes = _first_come(entity for entity in entities if entity["type"] in _QUOTES)
    others = _first_come(
        (e for e in entities if e["type"] not in _CODES | _QUOTES | _STYLES), standing=codes
    )
    styles = [e for style in _STYLES for e in _merged(entities, style, codes)]
    return [*quotes, *codes, *others, *styles]


def _first_come(entities: Iterable[Entity], standing: Iterable[Entity] = ()) -> list[Entity]:
    kept: list[Entity] = []
    taken = list(standing)
    for entity in entities:
        if not any(_overlap(entity, other) for other in taken):
            kept.append(entity)
            taken.append(entity)
    return kept


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


def _merged(entities: list[Entity], style: str, codes: list[Entity]) -> list[Entity]:
    """One style's stretches, joined where they touch and cut out where code stands."""
    stretches: list[list[int]] = []
    for entity in entities:
        if entity["type"] == style:
            start, end = entity["offset"], entity["offset"] + entity["length"]
            if stretches and start <= stretches[-1][1]:
                stretches[-1][1] = max(stretches[-1][1], end)
            else:
                stretches.append([start, end])
    for code in codes:
        stretches = [part for stretch in stretches for part in _without(stretch, code)]
    return [{"type": style, "offset": a, "length": b - a} for a, b in stretches]


def _without(stretch: list[int], code: Entity) -> list[list[int]]:
    start, end = code["offset"], code["offset"] + code["length"]
    parts = [[stretch[0], min(stretch[1], start)], [max(stretch[0], end), stretch[1]]]
    return [part for part in parts if part[1] > part[0]]


def _found(text: str, entities: list[Entity]) -> list[Entity]:
    """Commands, mentions, links, e-mail addresses and hashtags that stand in the open."""
    standing = [e for e in entities if e["type"] not in _STYLES | _QUOTES]
    found = []
    for match in _FOUND.finditer(text):
        entity = {
            "type": match.lastgroup,
            "offset": width(text[: match.start()]),
            "length": width(match[0]),
        }
        if not any(_overlap(entity, other) for other in standing):
            found.append(entity)
    return found


_PLAIN = _STYLES | _QUOTES | _CODES
_DETECTED = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
_WITH_FIELD = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}


def _given(entities: list[Entity], text: str) -> list[Entity]:
    """The entities that the bot lists, measured; those Telegram finds anyway are ignored."""
    kept = []
    for entity in entities:
        kind = str(entity.get("type"))
        if kind in _DETECTED:
            continue
        if kind not in _PLAIN and kind not in _WITH_FIELD:
            raise _unparsed("Unsupported type specified")
        needed = _WITH_FIELD.get(kind)
        if needed and needed not in entity:
            raise _unparsed(f'Can\'t find field "{needed}"')
        _measured(entity, width(text))
        kept.append(_checked(kind, entity))
    return kept


def _checked(kind: str, entity: Entity) -> Entity:
    match kind:
        case "text_mention":
            user = entity["user"]
            if not isinstance(user, dict) or not isinstance(user.get("id"), int):
                raise _unparsed('Field "user" must be of type Object')
        case "text_link":
            if not isinstance(entity["url"], str):
                raise _unparsed('Field "url" must be of type String')
            return {**entity, "url": _entity_link(entity["url"])}
    return entity


def _unparsed(reason: str) -> Exception:
    return bad(f"can't parse MessageEntity: {reason}")


def _measured(entity: Entity, length: int) -> None:
    offset, units = entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(units, int):
        raise _unparsed('Field "offset" and "length" must be of type Number')
    end = offset + units
    if offset < 0:
        raise bad(f"receive an entity with incorrect offset {offset}")
    if offset > length:
        raise bad(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if end > length:
        raise bad(
            f"entity beginning at UTF-16 offset {offset} "
            f"ends after the end of the text at UTF-16 offset {end}"
        )


def _entity_link(link: str) -> str:
    try:
        return links.checked(link)
    except links.BadLink as reason:
        raise bad(f"entity URL '{link}' is invalid: {reason}") from None
