"""Questions （1）, （2） below a numbered text of their own: each has that text above its stem."""

import re
from collections.abc import Sequence

from questions.formats.paper import material
from questions.formats.paper.block import Block
from questions.formats.paper.line import Line
from questions.formats.paper.numbers import CIRCLED, PAREN, number_of

_HAN = re.compile(r"[(（][一二三四五六七八九十]{1,2}[)）]\s?[、.．]?\s?")


def unnested(blocks: Sequence[Block]) -> None:
    """Each block from （2） on gets the text that the first of its run began with."""
    first: Block | None = None
    last = 0
    for block in blocks:
        value, end = _sign(block.body[0]) if block.body else (0, 0)
        if first is not None and block.number is None and value == last + 1 and value > 1 and (
            block.group == first.group and block.title is first.title
        ):  # fmt: skip
            if last == 1:
                at = _begin(first)
                first.material, first.body = (*first.material, *first.body[:at]), first.body[at:]
                _cut(first, _sign(first.body[0])[1])
            block.material = first.material
            _cut(block, end)
            last = value
        else:
            first, last = (block, 1) if block.number is not None and _begin(block) else (None, 0)


def _begin(block: Block) -> int:
    """Which line of a question begins with （1）, below its text; 0 for none."""
    signs = ((at, _sign(line)[0]) for at, line in enumerate(block.body))
    return next((at for at, value in signs if at and value == 1), 0)


def _sign(line: Line) -> tuple[int, int]:
    """The value of （1）, （一） or ① before a line, and where it ends; zeros for none."""
    if found := _HAN.match(line.text):
        return material.sign(line.text), found.end()
    number = number_of(line)
    if number is None or number.way not in (PAREN, CIRCLED):
        return 0, 0
    return number.value, len(line.text) - len(number.rest.text)


def _cut(block: Block, end: int) -> None:
    block.body[0] = block.body[0].cut(end)
