"""From lines to questions: where each begins, and which of its lines are what."""

import re
from collections.abc import Iterable

from questions.formats.kinds import Sort, sort_of
from questions.formats.paper import labels, material, numbers, titles
from questions.formats.paper.block import OPEN_SORTS, Answers, Block, Paper
from questions.formats.paper.cases import Cases
from questions.formats.paper.line import LONGEST, Line
from questions.formats.paper.nested import unnested
from questions.formats.paper.numbers import Number
from questions.formats.paper.seen import (
    Seen,
    drop_watermarks,
    is_keyed,
    is_run,
    letters_in,
    seen,
    without_word,
)
from questions.formats.paper.titles import Title
from questions.formats.paper.together import parted
from questions.formats.paper.usual import usual

_ONE_LINE = (labels.GOT, labels.SCORE, labels.DIFFICULTY, labels.TAGS, labels.KIND, labels.IDLE)
_OPTION_START = re.compile(r"[*＊★√✓✔●○◉□☑]?\s?[(（【\[]?\s?[A-La-lＡ-Ｌ]")
_TOLD = re.compile(r"[(（【\[](?:参考|标准|正确)?答案\s?[:：]\s?(.+?)\s?[)）】\]]$")
# What is said below a statement and its verdict.
_REASON = re.compile(
    r"(?:理由|原因|正确|正确的?(?:说法|表述)|应为|应改为|应该是)(?:是|应为)?\s?[:：]\s?"
)


def blocks(lines: Iterable[Line]) -> Paper:
    """The questions of the paper in their order, and the answers that stand apart from them."""
    reader = _Reader([])
    for line in usual(lines):
        if len(line.text) > LONGEST:
            reader.paper.too_long.append(line)
            line = Line(line.number, "")
        reader.lines.append(seen(line))
    drop_watermarks(reader.lines)
    reader.read()
    unnested(reader.paper.blocks)
    parted(reader.paper.blocks)
    return reader.paper


class _Reader(Cases):
    def __init__(self, lines: list[Seen]) -> None:
        super().__init__(lines)
        self.chapter = ""

    def read(self) -> None:
        for place, each in enumerate(self.lines):
            if each.is_noise:
                self.gap = self.gap or not each.text
                continue
            if self.tail is None or not self.in_tail(place, each):
                self._take(place, each)
            self.gap = False
        self.close_block()

    # -- what a line can be, in this order

    def _take(self, place: int, each: Seen) -> None:
        if self._run(place, each) or self._titled(place, each):
            return
        if not each.letter and titles.is_answers(each.text) and self.begins_tail(place, each):
            return
        if self.takes_material(place, each):
            return
        if each.numbered and self.is_level(place, each, each.numbered):
            self.close_block()
            self.chapter, self.pending = titles.level(each.text), []
        elif each.letter == "A" and self.has_shared():
            self.close_block()
            self.material, self.is_material = (each.line,), True
        elif each.numbered and self.starts(place, each, each.numbered):
            self._begin(each, each.numbered)
        elif (
            self._begins_labelled(each)
            or self.starts_nested(place, each)
            or self.starts_unnumbered(place, each)
        ):
            self._open(each.line.number, None, "")
            self._add(each)
        elif self.block is None:
            self._before(place, each)
        elif not self._is_chapter(place, each):
            self._add(each)

    def _run(self, place: int, each: Seen) -> bool:
        """A line of answers to several questions, wherever it stands."""
        run = each.line
        if each.parts and each.parts[0].field == labels.ANSWER:
            run = each.parts[0].line
        elif (each.parts and each.parts[0].field) or (each.title and _TOLD.search(each.text)):
            return False
        is_list = is_run(run.text) or (
            each.is_answer and (self.is_bare(run.text) or self.is_counted(run.text))
        )
        if not is_list:
            return False
        if not self.paper.blocks and self.block is None and not self.is_above(place):
            return False
        if self.block is not None and each.letter:
            return False
        self.close_block()
        self.tail = Answers(each.line.number, self.group, [run], self.title, is_inner=True)
        self.paper.answers.append(self.tail)
        return True

    def _titled(self, place: int, each: Seen) -> bool:
        title = each.title
        if title is None:
            return False
        block = self.block
        is_new = block is not None and not any(line.text for line in block.body)
        if block is not None and is_new and not block.kind and not title.ordinal:
            block.kind = title.name
            return True
        if each.text.rstrip(":： ").endswith("答案") and not title.rest and self.is_unanswered():
            self.close_block()
            self.tail = Answers(each.line.number, self.group, [each.line], is_own=True)
            self.paper.answers.append(self.tail)
            return True
        is_bare = "答案" in each.text and (
            self.is_bare(title.rest) or self.begins_list(title.rest)
        )
        if title.rest and (is_run(title.rest) or is_bare):
            self.close_block()
            self.tail = Answers(each.line.number, self.group, is_own="答案" in each.text)
            self.paper.answers.append(self.tail)
            self.in_tail(place, each)
            return True
        if title.rest and not title.ordinal:
            self._open(each.line.number, None, title.name)
            self._add(seen(each.line.cut(each.text.index(title.rest))))
            return True
        is_next = each.numbered is not None and each.numbered.way == self.way and block is not None
        if is_next and (not title.name.endswith("题") or self.ahead.comes_to_options(place)):
            return False
        if self._labels_block(each):
            assert block is not None
            block.kind = title.name
            return True
        self._section(title)
        if (told := _TOLD.search(each.text)) and is_run(told[1]):
            # 一、单选题（答案：1.B 2.A）
            run = each.line.cut(told.start(1), told.end(1))
            self.tail = Answers(each.line.number, self.group, [run], title, is_inner=True)
            self.paper.answers.append(self.tail)
        return True

    def _labels_block(self, each: Seen) -> bool:
        """题型：单选题 below the stem speaks of that question, above the first of all to come."""
        block = self.block
        is_line = bool(each.parts) and each.parts[0].field == labels.KIND
        return is_line and block is not None and bool(block.body) and self.title is None

    def _section(self, title: Title) -> None:
        self.close_block()
        self.title, self.way, self.mark = title, None, ""
        self.group += 1
        self.material, self.is_material, self.pending = (), False, []

    # -- where a question begins

    def _begin(self, each: Seen, number: Number) -> None:
        is_after = self.block is not None or self.is_material
        if self.way is not None and number.value == 1 and self.value >= 1 and is_after:
            self.group += 1
        if self.way == number.way and number.value > self.value + 1 and self.value:
            self.paper.jumps.append(each.line.number)
        self._open(each.line.number, number.value, number.kind)
        assert self.block is not None
        self.block.key_before = number.key
        self.way, self.mark, self.value = number.way, number.mark, number.value
        if number.key:
            self.block.is_keyed = True
        self._add(seen(number.rest))

    def _open(self, row: int, number: int | None, kind: str) -> None:
        self.close_block()
        self.block = Block(row, self.group, self.title, number, kind, self.chapter)
        limits = material.limits(self.material)
        if limits is None or number is None or limits[0] <= number <= limits[1]:
            self.block.material = self.material
        self.pending, self.is_material = [], False

    # -- what belongs to a question

    def _begins_labelled(self, each: Seen) -> bool:
        """题目：… begins a question where no number does."""
        if not each.parts or each.parts[0].field != labels.STEM:
            return False
        if each.parts[0].label == labels.ASKED:
            # Inside of a question it leads to what is asked: 某人收受礼金。问：……
            return self.block is None or self.block.has_answer
        return self.block is None or self.block.is_complete

    def _before(self, place: int, each: Seen) -> None:
        """A line that belongs to no question: a title, a notice, or one without number."""
        if titles.is_head(each.text):
            return
        if self._is_chapter(place, each):
            return
        if each.letter and not self.pending and self.shares_options():
            self.material, self.is_material = (*self.material, each.line), True
            return
        begins = each.letter == "A" or each.is_answer
        if begins and (self.pending or not each.is_labelled):
            lines = self.pending[-6:] if each.letter == "A" or each.is_labelled else []
            first = lines[0].number if lines else each.line.number
            self._open(first, None, "")
            for line in lines:
                self._add(seen(line))
            self._add(each)
            return
        if each.is_answer:
            self.paper.above.append(len(self.paper.blocks))
        if self.gap:
            self.pending = []
        if each.is_keyed or self._is_lone(place, each):
            self._open(each.line.number, None, "")
            self._add(each)
            return
        self.pending.append(each.line)
        if self.is_material or self.is_case:
            self.keep(each.line)

    def _is_lone(self, place: int, each: Seen) -> bool:
        """A question that has neither number nor options, in a section that needs neither."""
        if self.title is None or self.title.sort not in OPEN_SORTS:
            return False
        if each.asks or self.is_case:
            return each.asks
        ways = (numbers.NAMED, numbers.PLAIN, numbers.PAREN, numbers.BARE)
        is_alone = not any(self.ahead.count(way, place) for way in ways)
        return is_alone and not each.text.startswith(("（", "(", "【", "注", "说明"))

    def _is_chapter(self, place: int, each: Seen) -> bool:
        block = self.block
        name = titles.chapter(each.text)
        is_paper = titles.is_paper_name(each.text) and any(
            line.title for line in self.ahead.following(place, 1)
        )
        if not name and is_paper:
            name = each.text
        if not name and self.is_part(place, each):
            name = each.text
        if not name and each.line.is_heading and len(each.text) <= 40 and not each.asks:
            name = each.text
        if (
            not name
            or each.letter
            or (each.is_keyed and not is_paper)
            or (block is not None and not block.is_complete)
        ):
            return False
        is_text = block is not None and block.last in (labels.ANSWER, labels.NOTE)
        if block is not None and is_text and not self.opens_round(place, each) and (
            block.sort is Sort.ESSAY or (block.items and not each.line.is_heading)
        ):  # fmt: skip
            return False
        self.close_block()
        # What a whole paper is called says nothing of its questions.
        self.chapter = "" if is_paper else name
        self.pending = []
        return True

    def _add(self, each: Seen) -> None:
        block = self.block
        assert block is not None
        is_due = block.has_answer or block.letters > 1 or self._names_kind(each)
        is_words = not each.parts or (each.parts[0].is_weak and not is_due)
        if (
            block.sort is Sort.TRUE_FALSE
            and block.is_keyed
            and (reason := _REASON.match(each.text))
        ):
            block.fields.setdefault(labels.NOTE, []).append([each.line.cut(reason.end())])
            block.last = labels.NOTE
            return
        if is_words or (each.parts[0].label == labels.ASKED and block.body):
            self._text(each.line)
            return
        for part in each.parts:
            if part.field in (labels.STEM, labels.OPTIONS):
                block.last = ""
                self._text(part.line)
            elif part.field:
                block.fields.setdefault(part.field, []).append([part.line])
                block.last = part.field
                self._count_items(part.line)
            elif part.line.text or part.line.has_picture:
                self._text(part.line)

    def _names_kind(self, each: Seen) -> bool:
        """类型：单选 says it, also above the stem."""
        return bool(each.parts) and each.parts[0].field == labels.KIND and (
            sort_of(each.parts[0].line.text) is not None
        )  # fmt: skip

    def _text(self, line: Line) -> None:
        """Text without a label: it goes on with what came before."""
        block = self.block
        assert block is not None
        bare = without_word(line)
        is_option = letters_in(bare.text, block.letters) > 0 and _OPTION_START.match(bare.text)
        if is_option and block.last != labels.NOTE and block.sort is not Sort.ESSAY:
            block.last = ""
        if block.last in _ONE_LINE and any(part.text for part in block.fields[block.last][-1]):
            is_open = not block.has_answer and not block.letters
            block.last = "" if is_open else labels.NOTE
            if not is_open:
                block.fields.setdefault(labels.NOTE, []).append([])
        if block.last:
            block.fields[block.last][-1].append(line)
            self._count_items(line)
            return
        if block.body and not block.letters and (number := numbers.number_of(line)):
            is_first = number.value == 1 and number.way != numbers.BARE
            if is_first or (number.value, number.mark) == (block.listed + 1, block.listed_mark):
                block.listed, block.listed_mark = number.value, number.mark
        block.body.append(bare)
        block.letters += letters_in(bare.text, block.letters)
        block.is_keyed = block.is_keyed or is_keyed(line.text)

    def _count_items(self, line: Line) -> None:
        block = self.block
        assert block is not None
        found = numbers.number_of(line)
        if found and found.value == (block.items + 1 if block.items else 1):
            block.items, block.items_mark = found.value, found.mark
