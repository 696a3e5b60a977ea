"""Answers that stand apart from their questions: 1.B 2.C, 1-5 ABCDE, one a line, or in full."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from questions.formats.kinds import Sort
from questions.formats.paper import labels, material, numbers, titles
from questions.formats.paper.block import Answers, Block, Paper
from questions.formats.paper.line import Line
from questions.formats.paper.seen import LONE_KEY, is_run
from questions.formats.paper.titles import Title

_HAN = re.compile(
    r"[(（]?([一二三四五六七八九十]{1,3}|[IVX]{1,4}(?=\s?[.．、]\s?[0-9]))[)）]?\s?[、.．:：]\s?(?=[0-9A-H√×(（])"
)
_SIGN = (
    r"(?:[A-HＡ-Ｈ](?:[\s,，、]{0,2}[A-HＡ-Ｈ]){0,8}(?![A-Za-z])"
    r"|√|×|✓|✗|✔|✘|正确|错误|对|错|[TFVXvxa-h](?![A-Za-z]))"
)
_PAIR = re.compile(
    rf"(?<![0-9])(?<![0-9][:：])[(（\[【]?([0-9]{{1,4}})\s?[)）\]】]?\s?[题.．、:：\-—]{{0,2}}\s{{0,4}}[(（【]?\s?({_SIGN})\s?[)）】]?\s{{0,8}}[,，;；。|/]?"
)
_RANGE = re.compile(
    r"([0-9]{1,4})\s?[-~～—–至到]{1,2}\s?([0-9]{1,4})\s?[题.．、:：)）]{0,2}\s{0,4}"
)
_LETTERS = re.compile(r"[A-HＡ-Ｈ√×✓✗✔✘TFVXvx对错\s,，、;；|/.]{1,2000}")
_WORDS = re.compile(r"正确|错误|[A-HＡ-Ｈ]|√|×|✓|✗|✔|✘|对|错|[TFVXvx]")
# 评分标准：各小题答对给1分 is no answer to the first of them.
_ABOUT_MARKS = re.compile(
    r"[(（]?(?:(?:评分|计分|给分)(?:标准|说明|细则|办法)|说明|注)\s?[:：]?.*(?:每|各)|[(（]?(?:每|各)小?题"
)
_MANY = re.compile(r"(?:(?<=\s)|(?<=[;；。]))([0-9]{1,4})\s?[.．、]\s?(?=\S)")
_FULL = {code: code - 0xFEE0 for code in (0xFF0D, *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}


@dataclass(slots=True)
class _Given:
    """One answer: its number, if any, and its lines."""

    number: int | None
    lines: list[Line]


@dataclass(slots=True)
class _Group:
    title: Title | None
    row: int
    given: list[_Given] = field(default_factory=list)
    is_broken: bool = False
    way: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A table of answers that does not fit its questions: `count` answers, `limit` questions."""

    row: int
    text: str
    count: int
    limit: int


def dealt(paper: Paper) -> list[Refused]:
    """Each question gets its answer, where there are as many answers as questions; a table that
    does not fit is refused as a whole, never shifted."""
    refused: list[Refused] = []
    waiting: dict[int, list[Block]] = {}
    taken: set[int] = set()
    for block in paper.blocks:
        waiting.setdefault(block.group, []).append(block)
    for answers in paper.answers:
        near = [group for group in waiting if group <= answers.group and group not in taken]
        groups = [each for each in _groups(answers) if each.given or each.is_broken]
        if answers.is_inner and len(groups) == 1 and not (
            groups[0].title and near and _is_other(groups[0], waiting[near[-1]])
        ):  # fmt: skip
            whole = _counted_on(groups[0], [waiting[each] for each in near])
            groups = [replace(groups[0], title=None)] if whole else groups
            near = near[-whole or -1 :]
        for group, blocks in _paired(groups, {number: waiting[number] for number in near}):
            if blocks is not None and all(block.texts(labels.ANSWER) for block in blocks):
                continue
            if blocks is None or not _deal(group, blocks):
                count, limit = len(group.given), len(blocks or ())
                text = " ".join(line.text for each in group.given[:20] for line in each.lines[:1])
                refused.append(Refused(group.row, text[:120], count, limit))
        if answers.is_inner:
            near = [group for group in near if all(b.texts(labels.ANSWER) for b in waiting[group])]
        taken.update(near)
    return refused


def _counted_on(group: _Group, runs: Sequence[list[Block]]) -> int:
    """Over how many of the last sections its numbers go on; 0 where they are of one alone."""
    wanted = [each.number for each in group.given]
    found: list[int | None] = []
    for count, run in enumerate(reversed(runs), start=1):
        found = [*_numbers(run), *found]
        if len(found) >= len(wanted):
            return count if count > 1 and found == wanted else 0
    return 0


def _is_other(group: _Group, run: Sequence[Block]) -> bool:
    """Whether the answers stand under another title than the questions."""
    return group.title is not run[0].title


def _paired(
    groups: Sequence[_Group], near: dict[int, list[Block]]
) -> Iterator[tuple[_Group, list[Block] | None]]:
    """Each run of answers with the questions that it answers."""
    runs = list(near.values())
    if len(groups) == 1 and groups[0].title is None:
        whole = [block for run in runs for block in run]
        yield groups[0], _with_numbers(groups[0], runs) or whole
        return
    if len(groups) == len(runs) and all(map(_alike, groups, runs)):
        yield from zip(groups, runs, strict=True)
        return
    for group in groups:
        fitting = [run for run in runs if _alike(group, run) and group.title is not None]
        if len(fitting) > 1:
            fitting = [run for run in fitting if run[0].title and group.title
                       and run[0].title.ordinal == group.title.ordinal]  # fmt: skip
        if not fitting and group.title is None:
            fitting = [run for run in runs if _numbers(run) == [g.number for g in group.given]]
        yield group, (fitting[0] if len(fitting) == 1 else None)


def _with_numbers(group: _Group, runs: Sequence[list[Block]]) -> list[Block] | None:
    """The one run of questions with just these numbers, where there are several runs; of more
    such runs the last, where the answers stand right below it and it has no others."""
    wanted = [each.number for each in group.given]
    fitting = [run for run in runs if _numbers(run) == wanted]
    if len(runs) < 2 or not fitting:
        return None
    last = runs[-1]
    is_free = not any(block.has_answer or block.is_keyed for block in last)
    is_keys = all(LONE_KEY.fullmatch(each.lines[0].text) for each in group.given)
    if fitting[-1] is last and is_free and not (is_keys and last[0].sort is Sort.ESSAY):
        return last
    return fitting[0] if len(fitting) == 1 else None


def _alike(group: _Group, run: Sequence[Block]) -> bool:
    title, other = group.title, run[0].title
    if title is None or other is None:
        return True
    if title.sort is None or other.sort is None:
        return title.ordinal == other.ordinal
    pair = {title.sort, other.sort}
    return len(pair) == 1 or (Sort.CHOICE in pair and bool(pair & {Sort.SINGLE, Sort.MULTIPLE}))


def _numbers(run: Sequence[Block]) -> list[int | None]:
    return [block.number for block in run]


def _deal(group: _Group, blocks: Sequence[Block]) -> bool:
    """Whether every question got its answer; otherwise none did."""
    given = _spread(group, blocks)
    if len(given) != len(blocks) and all(each.number is not None for each in given):
        # The others may have theirs beside them already.
        blocks = [block for block in blocks if not block.texts(labels.ANSWER)]
    if group.is_broken or len(given) != len(blocks):
        return False
    order = list(range(len(given)))
    have, want = [each.number for each in given], _numbers(blocks)
    if None not in have and None not in want and have != want:
        if len(set(have)) == len(have) and set(have) == set(want) and len(set(want)) == len(want):
            order = [have.index(number) for number in want]
        elif not (_counts_up(have) and _counts_up(want)):
            return False
    for block, place in zip(blocks, order, strict=True):
        if not block.texts(labels.ANSWER):
            _give(block, given[place].lines)
    return True


def _spread(group: _Group, blocks: Sequence[Block]) -> list[_Given]:
    """One answer without a number that has as many lines, or letters, as there are questions."""
    if len(group.given) != 1 or group.given[0].number is not None or len(blocks) < 2:
        return group.given
    lines = group.given[0].lines
    if len(lines) == len(blocks) and blocks[0].sort is not Sort.ESSAY:
        return [_Given(None, [line]) for line in lines]
    words = _WORDS.findall(lines[0].text) if _LETTERS.fullmatch(lines[0].text) else []
    if len(lines) == 1 and len(words) == len(blocks):
        return [_Given(None, [Line(lines[0].number, word)]) for word in words]
    return group.given


def _counts_up(found: Sequence[int | None]) -> bool:
    return all(a is not None and b == a + 1 for a, b in pairwise(found))


def _give(block: Block, lines: Sequence[Line]) -> None:
    """The lines of an answer to its question: what is labelled goes where the label says."""
    name = labels.ANSWER
    block.fields.pop(labels.ANSWER, None)
    for line in lines:
        for part in labels.parts(line):
            name = part.field or name
            if part.field or name not in block.fields:
                block.fields.setdefault(name, []).append([])
            block.fields[name][-1].append(part.line)


def _groups(answers: Answers) -> list[_Group]:
    """The runs of answers, cut at titles and where numbers begin anew."""
    groups = [_Group(answers.title, answers.row)]
    for line in answers.lines:
        number = numbers.number_of(line)
        is_points = number is not None and ("要点" in line.text or line.text.endswith(("：", ":")))
        if titles.is_noise(line.text) or (titles.is_answers(line.text) and not is_points):
            continue
        title = titles.section(line.text)
        rest = line
        if title is not None:
            groups.append(_Group(title, line.number))
            if not title.rest:
                continue
            rest = line.cut(line.text.index(title.rest))
        elif end := material.above_answers(line):
            groups.append(_Group(None, line.number))
            rest = line.cut(end)
        elif found := _HAN.match(line.text):
            groups.append(_Group(Title("", None, found[1]), line.number))
            rest = line.cut(found.end())
        elif titles.chapter(line.text) and not (groups[-1].given and _is_open(groups[-1])):
            groups.append(_Group(None, line.number))
            continue
        _read(groups, rest)
    return groups


def _is_open(group: _Group) -> bool:
    return group.title is not None and group.title.sort is Sort.ESSAY


def _read(groups: list[_Group], line: Line) -> None:
    """One line of answers."""
    labelled = [part.line for part in labels.parts(line) if part.field == labels.ANSWER]
    if labelled and is_run(labelled[0].text):
        line = labelled[0]
    group = groups[-1]
    text = line.text.translate(_FULL)
    if is_run(text) or ((found := _PAIR.fullmatch(text)) and found[2]):
        _run(groups, line, text)
    elif (number := numbers.number_of(line)) and _follows(group, number):
        group.way = number.way
        _full(groups, number.value, number.rest)
    elif _LETTERS.fullmatch(text) and not any(each.number is not None for each in group.given):
        for word in _unnumbered(group, text):
            _put(groups, None, line, word)
    elif group.given:
        group.given[-1].lines.append(line)
    elif group.title is not None and group.title.name and not _ABOUT_MARKS.match(line.text):
        # The one question of a section, which has no number.
        _put(groups, None, line, line.text)


def _follows(group: _Group, number: numbers.Number) -> bool:
    """Whether a number begins the next answer rather than a point of this one."""
    if not group.given or group.given[-1].number is None:
        return True
    last = group.given[-1].number
    if group.way and number.way != group.way:
        return False
    if number.value == last + 1:
        return True
    return not _is_open(group) and (number.value == 1 or last < number.value <= last + 20)


def _run(groups: list[_Group], line: Line, text: str) -> None:
    """Pairs and ranges in one line, in their order: 1-5 ABCDA 6.B."""
    place = 0
    while place < len(text):
        ranged, pair = _RANGE.search(text, place), _PAIR.search(text, place)
        if ranged and (pair is None or ranged.start() <= pair.start()):
            digit = re.compile("[0-9(（]").search(text, ranged.end() + 1)
            place = digit.start() if digit else len(text)
            _range(groups, line, ranged, text[ranged.end() : place])
        elif pair:
            _put(groups, int(pair[1]), line, pair[2])
            place = pair.end()
        else:
            break


def _range(groups: list[_Group], line: Line, found: re.Match[str], said: str) -> None:
    first, last = int(found[1]), int(found[2])
    count = last - first + 1
    words = _cut(said, count)
    if not 0 < count <= 1000 or len(words) != count:
        groups[-1].is_broken = True
        return
    for offset, word in enumerate(words):
        _put(groups, first + offset, line, word)


def _cut(text: str, count: int) -> list[str]:
    """So many keys in a stretch of letters: one letter each, or apart by blanks and commas."""
    words = _WORDS.findall(text)
    if len(words) == count:
        return words
    for apart in (r"[\s,，、;；|/]+", r"[\s;；|]+", r"[;；|]+"):
        pieces = [piece for piece in re.split(apart, text.strip(" 。.;；,，")) if piece]
        if len(pieces) == count:
            return pieces
    return words


def _unnumbered(group: _Group, text: str) -> list[str]:
    pieces = text.split()
    sort = group.title.sort if group.title else None
    is_multiple = sort is Sort.MULTIPLE
    is_set = sort is not Sort.SINGLE and text.isascii() and sorted(set(text)) == list(text)
    if is_multiple or (len(pieces) == 1 and is_set and len(_WORDS.findall(text)) <= 8):
        return pieces if is_multiple else [text.strip()]
    return _WORDS.findall(text)


def _full(groups: list[_Group], value: int, rest: Line) -> None:
    """`1. 富强  2. 民主`: the answers of several blanks in one line; most lines have but one."""
    start, number = 0, value
    cuts: list[tuple[int, int, int]] = []
    group = groups[-1]
    if not _is_open(group):
        for found in _MANY.finditer(rest.text):
            if int(found[1]) == number + 1:
                cuts.append((number, start, found.start()))
                number, start = number + 1, found.end()
    cuts.append((number, start, len(rest.text)))
    for each, begin, end in cuts:
        part = rest.cut(begin, end)
        _put(groups, each, part, part.text)


def _put(groups: list[_Group], number: int | None, line: Line, text: str) -> None:
    group = groups[-1]
    last = group.given[-1].number if group.given else None
    if number == 1 and last is not None and last >= 1:
        group = _Group(None, line.number)
        groups.append(group)
    given = line if text == line.text else Line(line.number, text)
    group.given.append(_Given(number, [given]))
