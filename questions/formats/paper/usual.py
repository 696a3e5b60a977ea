"""The lines of a paper as most papers have them, whatever their layout makes of them."""

from collections.abc import Iterable

from questions.formats.paper.above import below
from questions.formats.paper.codes import decoded
from questions.formats.paper.grids import flattened, folded
from questions.formats.paper.line import Line
from questions.formats.paper.markdown import plain
from questions.formats.paper.ordinals import counted
from questions.formats.paper.spread import closed, marked, parted


def usual(lines: Iterable[Line]) -> list[Line]:
    """Each line keeps the number that the trainer knows it by."""
    laid = flattened(parted(marked(closed(plain(list(lines))))))
    return below(counted(folded(decoded(laid))))
