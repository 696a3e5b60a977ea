"""Where answers that stand apart from their questions begin in a paper, and where they end."""

import re

from questions.formats.kinds import Sort
from questions.formats.paper import labels, material, titles
from questions.formats.paper.block import Answers, Block, Paper
from questions.formats.paper.line import Line
from questions.formats.paper.seen import LONE_KEY, Seen, is_run
from questions.formats.paper.starts import Position

_BARE = re.compile(
    r"[A-H\s,，、]{2,400}|(?:[√×✓✗✔✘对错\s,，、]|正确|错误){2,400}|[TF\s,，、]{2,400}"
)
_LISTED = re.compile(
    r"[一二三四五六七八九十]{1,3}\s?[、.．:：]\s?(?:[(（]?1\s?[)）.．、:：-]|[A-H√×✓✗对错\s,，、]{2,400}$)"
)
_FIRST = re.compile(r"[(（]?1\s?[)）.．、]\s?\S")
_COUNTED = re.compile(r"(?:^|(?<=[\s;；。]))(\d{1,3})\s?(?:[．、)）]|\.(?!\d))")
_WORD = re.compile(r"正确|错误|\S(?<![,，、])")


def is_key_of(each: Seen) -> bool:
    """Whether it is the key of one question beside its number: 1. B."""
    return each.numbered is not None and LONE_KEY.fullmatch(each.numbered.rest.text) is not None


class Apart(Position):
    """`group` counts the runs of numbers; `tail` are the answers in hand, if any; `pending` are
    lines that may turn out to be a question."""

    def __init__(self, lines: list[Seen]) -> None:
        super().__init__(lines)
        self.paper = Paper()
        self.group = 0
        self.pending: list[Line] = []
        self.tail: Answers | None = None

    def begins_tail(self, place: int, each: Seen) -> bool:
        """Whether the word 答案 alone announces all answers rather than those of one question."""
        following = self.ahead.following(place, 3)
        if not self.paper.blocks and self.block is None:
            return False
        if not following:
            return True
        first = following[0]
        word = each.text.strip("【】[]()（）:： ")
        block = self.block
        is_note = bool(each.parts) and each.parts[0].field == labels.NOTE
        is_open = block is not None and (is_note or labels.ANSWER not in block.fields)
        if is_open and (len(word) <= 4 or word.isascii()):
            two = following[:2]
            number = first.numbered
            is_list = len(two) == 2 and all(LONE_KEY.fullmatch(line.text) for line in two)
            is_list = is_list and not self._goes_on(place)
            is_key = is_key_of(first)
            is_listed = first.is_run or _LISTED.match(first.text) is not None
            is_titled = first.title is not None and not (is_note and block and block.has_answer)
            is_named = titles.chapter(first.text) != "" or material.label(first.text) > 0
            is_chapter = is_named and (is_run(first.text) or any(
                line.title or line.is_run or is_key_of(line) for line in following[1:]
            ))  # fmt: skip
            opens = is_listed or is_titled or is_chapter or is_list or is_key
            numbered = number is not None and number.value == 1 and number.way == self.way
            if not opens and not (numbered and self.value > 1 and self._ends_here(place)):
                return False
        self.close_block()
        self.tail = Answers(each.line.number, self.group)
        self.paper.answers.append(self.tail)
        return True

    def _goes_on(self, place: int) -> bool:
        """Whether the next question comes right behind keys that stand one a line."""
        rest = (s for s in self.ahead.following(place, 9) if not LONE_KEY.fullmatch(s.text))
        number = following.numbered if (following := next(rest, None)) else None
        return number is not None and number.way == self.way and number.value == self.value + 1

    def is_bare(self, text: str) -> bool:
        """Whether a key without numbers is one for each question here: √××√, or ACB where each of
        three has but one."""
        if not _BARE.fullmatch(text):
            return False
        words = _WORD.findall(text)
        here = self._here()
        if len(words) < 2 or len(here) != len(words) or any(b.has_answer for b in here):
            return False
        is_set = sorted(set(words)) == words and here[-1].sort is not Sort.SINGLE
        return not (words[0].isascii() and is_set)

    def is_unanswered(self) -> bool:
        """Whether none of the questions here has an answer beside it."""
        here = self._here()
        return bool(here) and not any(each.has_answer or each.is_keyed for each in here)

    def is_counted(self, text: str) -> bool:
        """Whether an answer counts as many as there are gaps to fill here: 1．二十大 2．两步走."""
        here = self._here()
        if len(here) < 2 or here[-1].sort is not Sort.BLANK or not self.is_unanswered():
            return False
        counted = [int(each) for each in _COUNTED.findall(text)]
        return counted == list(range(1, len(here) + 1))

    def begins_list(self, text: str) -> bool:
        """Whether answers behind the words 填空题答案 begin to count."""
        return _FIRST.match(text) is not None and self.is_unanswered()

    def _here(self) -> list[Block]:
        blocks = [*self.paper.blocks, *([self.block] if self.block else [])]
        return [block for block in blocks if block.group == self.group]

    def is_above(self, place: int) -> bool:
        """Whether answers above the first number, or behind a title, are for what follows."""
        following = next((s for s in self.ahead.following(place, 12) if not s.is_run), None)
        number = following.numbered if following else None
        return number is not None and (self.title is not None or number.value == 1)

    def _ends_here(self, place: int) -> bool:
        """Whether no option comes any more, so that what follows can only be answers."""
        return not any(line.letter == "A" for line in self.ahead.following(place, 12))

    def in_tail(self, place: int, each: Seen) -> bool:
        """Whether the line still belongs to the answers."""
        assert self.tail is not None
        if self.tail.is_inner:
            follows = each.is_run or (
                each.title is not None and any(s.is_run for s in self.ahead.following(place, 1))
            )
            if follows or (each.title and each.title.rest and is_run(each.title.rest)):
                self.tail.lines.append(each.line)
                return True
            self.leave_tail()
            return False
        is_next = self.tail.is_own and each.title is not None and "答案" not in each.text
        if (is_next and self.tail.lines) or self._is_question_again(place, each):
            self.leave_tail()
            return False
        self.tail.lines.append(each.line)
        return True

    def _is_question_again(self, place: int, each: Seen) -> bool:
        """After the answers of one paper another may begin."""
        is_named = titles.chapter(each.text) or material.label(each.text)
        if each.title or is_named or titles.is_paper_name(each.text):
            following = self.ahead.following(place, 12)
            number = next((at for at, s in enumerate(following) if s.numbered), None)
            if number is None:
                return False
            if following[number].asks and not following[number].is_keyed:
                return True
            rest = following[number + 1 :]
            for line in rest:
                if line.numbered or line.title or line.is_labelled:
                    return False
                if line.letter == "A":
                    return True
            return False
        return (
            each.numbered is not None
            and each.numbered.value == 1
            and not each.is_run
            and self.ahead.comes_to_options(place)
        )

    def leave_tail(self) -> None:
        self.tail = None
        # Answers above their questions are of the group that is still to come.
        self.group += any(block.group == self.group for block in self.paper.blocks)
        self.way = None

    def close_block(self) -> None:
        if self.block is not None and (self.block.body or self.block.fields):
            self.paper.blocks.append(self.block)
        self.block, self.pending = None, []
