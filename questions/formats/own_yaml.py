"""What stands in a text of YAML, its size and its aliases measured first."""

import re

import yaml

from questions.errors import FileRefused

_LIMIT = 1_000_000
_MOST_ALIASES = 8
_MOST_EVENTS = 200_000
_DEPTH = 30


def value(text: str, aliases: int = _MOST_ALIASES) -> object:
    """All scalars stay as they are written: an option 0012 is no number, and `no` no falsehood."""
    if len(text) > _LIMIT:
        raise FileRefused("file_too_heavy")
    try:
        _measured(text, aliases)
        return yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        raise FileRefused("file_markup_broken", line=line(wrong)) from wrong


def line(wrong: Exception) -> int:
    """The line that a fault names, from 1."""
    mark = getattr(wrong, "problem_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    found = re.search(r"line (\d+)", str(wrong))
    return int(found[1]) if found else 1


def _measured(text: str, most: int) -> None:
    """An alias of aliases of aliases would fill the memory: there are few, and none nests deep."""
    aliases = depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.BaseLoader)):
        aliases += isinstance(event, yaml.AliasEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if aliases > most or count > _MOST_EVENTS or depth > _DEPTH:
            raise FileRefused("file_too_heavy")
