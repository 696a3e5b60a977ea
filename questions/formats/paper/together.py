"""One answer below several questions that has a part for each: 答：（1）子。（2）丑。"""

import re
from collections.abc import Sequence
from itertools import groupby

from questions.formats.kinds import Sort
from questions.formats.paper import labels
from questions.formats.paper.block import Block
from questions.formats.paper.line import Line

_MARKS = (
    re.compile(r"(?:^|(?<=[\s;；。]))[(（]\s?(\d{1,3})\s?[)）]\s?"),
    re.compile(r"(?:^|(?<=[\s;；。]))(\d{1,3})\s?(?:[、．]|[.)）](?!\d))\s?"),
)
_OPEN = (Sort.ESSAY, Sort.BLANK)


def parted(blocks: Sequence[Block]) -> None:
    """Where only the last of a run has an answer, and it counts as the questions do, each gets
    its part."""
    for _, grouped in groupby(blocks, key=lambda block: (block.group, id(block.title))):
        run = list(grouped)
        if len(run) < 2 or run[-1].sort not in _OPEN or any(b.letters > 1 for b in run):
            continue
        answered = [block for block in run if block.texts(labels.ANSWER)]
        if answered != [run[-1]] or any(block.is_keyed for block in run):
            continue
        for block, part in zip(run, _parts(run), strict=False):
            block.fields[labels.ANSWER] = [part]


def _parts(run: Sequence[Block]) -> list[list[Line]]:
    """The lines of each part; none where the numbers of the parts are not those of the run."""
    wanted = [block.number for block in run]
    lines = run[-1].texts(labels.ANSWER)[-1]
    for mark in _MARKS:
        parts: list[list[Line]] = []
        told: list[int | None] = []
        for line in lines:
            found = list(mark.finditer(line.text))
            if parts and (not found or found[0].start()):
                parts[-1].append(line.cut(0, found[0].start() if found else None))
            if not found:
                continue
            ends = [each.start() for each in found[1:]] + [len(line.text)]
            parts += [[line.cut(each.end(), end)] for each, end in zip(found, ends, strict=True)]
            told += [int(each[1]) for each in found]
        if told == wanted:
            return parts
    return []
