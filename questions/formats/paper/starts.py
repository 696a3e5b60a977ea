"""Where a question begins: by its number, or by what stands around it where it has none."""

import re
from collections.abc import Sequence

from questions.formats.kinds import Sort
from questions.formats.paper import labels, numbers, titles
from questions.formats.paper.block import OPEN_SORTS, Block
from questions.formats.paper.numbers import Number
from questions.formats.paper.seen import LONE_KEY, Ahead, Seen
from questions.formats.paper.titles import Title

# Longer than that, or with such an end, it is a sentence that the next line goes on with.
_NAME = 16
_OPEN = re.compile(r"[是为有的在于和与及应将对把由从、]$|包括$|属于$|不得$|必须$")
# 2、3、4 in a sentence that goes on.
_ENUMERATED = re.compile(r"\d{1,3}\s?[、,，和及]")
# So far a number may jump and still be the next question.
_JUMP = 20


def _begins(lines: Sequence[Seen]) -> bool:
    """Whether a question without a number stands here: it asks, or its options or key follow."""
    if lines[0].letter or lines[0].is_labelled or lines[0].numbered:
        return False
    return lines[0].asks or (len(lines) > 1 and (lines[1].letter == "A" or lines[1].is_answer))


class Position:
    """How far a paper was read: the question in hand, and how the questions here are numbered."""

    def __init__(self, lines: list[Seen]) -> None:
        self.lines = lines
        self.ahead = Ahead(lines)
        self.block: Block | None = None
        self.title: Title | None = None
        self.way: str | None = None
        self.mark = ""
        self.value = 0
        self.gap = False

    def starts(self, place: int, each: Seen, number: Number) -> bool:
        block = self.block
        if self.way is None and self._is_item(place, number):
            return False
        if self.way is None or self.way != number.way:
            return self._sets_way(place, each, number)
        expected = self.value + 1
        if _ENUMERATED.match(number.rest.text) and block and not block.is_complete:
            return False
        if self._is_item(place, number) or self._is_listed(number):
            return False
        if number.is_decimal:
            return number.value == expected and (block is None or block.is_complete)
        complete = block is None or block.is_complete
        if number.value == expected:
            return complete or number.mark == self.mark or self.ahead.has_proof(place)
        proved = self.ahead.has_proof(place) or each.asks
        if expected < number.value <= expected + _JUMP and (complete or proved):
            return True
        if number.value == 1 and self.value > 1 and block and not block.letters and (
            number.mark == self.mark and self.ahead.has_proof(place)
        ):  # fmt: skip
            # What was numbered so far were rules of the exam.
            return True
        if number.value == 1 and self.value > 1:
            return complete and (proved or block is None or block.sort in OPEN_SORTS) and (
                number.mark == self.mark
            )  # fmt: skip
        return complete and self.ahead.has_proof(place) and number.mark == self.mark

    def _sets_way(self, place: int, each: Seen, number: Number) -> bool:
        """Whether the line is the first of a run that is numbered in a new way."""
        proved = self.ahead.has_proof(place) or each.asks
        if self.way is not None:
            if self.block is None or not self.block.is_complete or number.is_decimal:
                return False
            strong = self.ahead.has_proof(place) and number.way in (numbers.NAMED, numbers.PLAIN)
            return strong and number.value in (1, self.value + 1)
        if number.way in (numbers.NAMED, numbers.PLAIN):
            if number.is_decimal and not proved:
                return False
            return self.block is None or self.block.is_complete or proved
        others = sum(
            self.ahead.count(way, place)
            for way in (numbers.NAMED, numbers.PLAIN, numbers.PAREN)
            if way != number.way
        )
        own = self.ahead.count(number.way, place)
        if number.value not in (1, self.value + 1) and not proved:
            return False
        if number.way == numbers.PAREN:
            return own > others or (proved and own >= others)
        if number.way == numbers.BARE:
            return own > others and (not number.rest.text or proved or own > 2)
        return others == 0 and (own > 1 or proved) and proved

    def _is_item(self, place: int, number: Number) -> bool:
        """A numbered point of an answer rather than the next question."""
        block = self.block
        if block is None or block.last not in (labels.ANSWER, labels.NOTE):
            return False
        if not block.items:
            # 答： in a line of its own, or words that lead to its first point.
            said = [line.text for line in block.fields[block.last][-1] if line.text]
            leads = not said or said[-1].endswith(("：", ":"))
            return number.value == 1 and leads and block.sort is Sort.ESSAY
        if number.value != block.items + 1:
            return False
        if number.mark != block.items_mark and number.mark == self.mark:
            return False
        if number.value != self.value + 1:
            return True
        return not self.ahead.has_proof(place)

    def _is_listed(self, number: Number) -> bool:
        """A point of a list in the stem that is numbered as the questions are."""
        block = self.block
        return block is not None and not block.is_complete and (
            block.listed > 0 and number.value == block.listed + 1
            and number.mark == block.listed_mark
        )  # fmt: skip

    def starts_nested(self, place: int, each: Seen) -> bool:
        """Whether （2）… asks again behind the answer to （1）…, in a question with both."""
        block, number = self.block, each.numbered
        if (
            block is None
            or number is None
            or number.way != numbers.PAREN
            or self.way == number.way
        ):
            return False
        before = numbers.number_of(block.body[-1]) if block.body and not block.letters else None
        is_next = before is not None and before.way == number.way
        is_asked = is_next and before is not None and number.value == before.value + 1
        return is_asked and block.has_answer and each.asks and self.ahead.has_proof(place)

    def starts_unnumbered(self, place: int, each: Seen) -> bool:
        block = self.block
        if block is None or each.letter or each.is_labelled:
            return False
        if each.parts and each.parts[0].field and block.has_answer:
            return False
        if (titles.chapter(each.text) and not each.asks) or self.is_part(place, each):
            return False
        to_options = self.ahead.comes_to_options(place)
        if self.way is not None:
            over = block.has_answer or block.letters > 1
            return to_options and over and (block.last != "" or self.gap)
        if not block.is_complete:
            return False
        if LONE_KEY.fullmatch(each.text) or each.numbered:
            return False
        if block.has_answer:
            if block.last == labels.ANSWER and block.sort is not Sort.ESSAY:
                return not self._wraps(block) or self.gap
            return self.gap or to_options
        if block.letters > 1:
            return self.gap or to_options
        return each.asks or self.gap or to_options

    def _wraps(self, block: Block) -> bool:
        """Whether the answer is text that may go on in the next line."""
        line = block.fields[labels.ANSWER][-1][-1] if block.fields.get(labels.ANSWER) else None
        return line is not None and len(line.text) > 15

    def opens_round(self, place: int, each: Seen) -> bool:
        """Whether a round of a contest begins here, and its questions right below."""
        following = self.ahead.following(place, 1)
        number = following[0].numbered if following else None
        return titles.is_round(each.text) and number is not None and number.value == 1

    def is_part(self, place: int, each: Seen) -> bool:
        """（二）提高 in a line of its own above a question."""
        block = self.block
        if not titles.is_part(each.text) or each.asks:
            return False
        following = self.ahead.following(place, 2)
        number = following[0].numbered if following else None
        goes_on = number and (number.way == self.way or (block is None and number.value == 1))
        is_name = len(each.text) <= _NAME and not _OPEN.search(each.text)
        begins = bool(following) and is_name and _begins(following)
        if not following or not (goes_on or following[0].title or begins):
            return False
        if block is None or not block.last:
            return True
        lines = [line for line in block.fields[block.last][-1] if line.text]
        return len(lines) == 1 and LONE_KEY.fullmatch(lines[0].text) is not None

    def is_level(self, place: int, each: Seen, number: Number) -> bool:
        """2 专业知识 or 1.2 总则 in a line of its own, right above the title of a section."""
        other = number.way == numbers.BARE or number.is_decimal or number.rest.is_heading
        ends = self.block is None or self.block.is_complete
        following = self.ahead.following(place, 1)
        is_above = bool(following) and following[0].title is not None
        return other and ends and is_above and not each.asks and bool(titles.level(each.text))
