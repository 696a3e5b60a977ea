"""The blocks of a GIFT file: one question each, with the comments before it.

Read as Moodle reads it, but for what Moodle loses: a category swallows no question, blank lines
within braces end none, and two questions without a blank line between them are two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from questions.formats.gift_text import marked

OWN = "// wengu "
_CATEGORY = "$CATEGORY:"


@dataclass(frozen=True, slots=True)
class Block:
    """`row` is the line where it begins. `own` is what our own export says of it, or "";
    `is_mended` when Moodle would have cut it elsewhere."""

    row: int
    text: str
    comments: tuple[str, ...] = ()
    own: str = ""
    category: str = ""
    is_mended: bool = False


@dataclass(slots=True)
class _Open:
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    row: int = 0
    own: str = ""
    braces: str = ""
    is_mended: bool = False


def blocks(text: str) -> Iterator[Block]:
    lines = [line.strip() for line in text.split("\n")]
    ahead = _braces_ahead(lines)
    state, category = _Open(), ""
    for at, line in enumerate(lines):
        if line.startswith("//"):
            if _is_over(state) and ahead[at].paragraph == "{":
                yield from _closed(state, category)
                state = _Open(is_mended=True)
            if line.startswith(OWN) and not state.lines:
                state.own = line.removeprefix(OWN)
            else:
                state.comments.append(line)
            continue
        if line.upper().startswith(_CATEGORY):
            yield from _closed(state, category)
            state, category = _Open(), line[len(_CATEGORY) :].strip()
        elif not line:
            if state.braces == "{" and ahead[at].any_line == "}":
                state.is_mended = True
                state.lines.append("")
            else:
                yield from _closed(state, category)
                state = _Open()
        else:
            if _begins_anew(state, line, ahead[at]):
                yield from _closed(state, category)
                state = _Open(is_mended=True)
            _add(state, line, at + 1)
    yield from _closed(state, category)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The first bare brace from a line on: in its paragraph, and in any line."""

    paragraph: str = ""
    any_line: str = ""


def _braces_ahead(lines: Sequence[str]) -> list[_Ahead]:
    found, ahead = [_Ahead()] * len(lines), _Ahead()
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if not line:
            ahead = replace(ahead, paragraph="")
        elif not line.startswith("//") and (first := _first_brace(line)):
            ahead = _Ahead(first, first)
        found[at] = ahead
    return found


def _first_brace(line: str) -> str:
    return next((char for char in marked(line) if char in "{}"), "")


def _begins_anew(state: _Open, line: str, ahead: _Ahead) -> bool:
    return _is_over(state) and (line.startswith("::") or ahead.paragraph == "{")


def _is_over(state: _Open) -> bool:
    """Whether its answers were given, and nothing follows them on their line."""
    return state.braces == "{}" and state.lines[-1].endswith("}")


def _add(state: _Open, line: str, number: int) -> None:
    state.row = state.row or number
    state.lines.append(line)
    for char in marked(line):
        if (char == "{" and not state.braces) or (char == "}" and state.braces == "{"):
            state.braces += char


def _closed(state: _Open, category: str) -> Iterator[Block]:
    text = "\n".join(state.lines).strip()
    if text:
        yield Block(state.row, text, tuple(state.comments), state.own, category, state.is_mended)
