"""Where a text begins that several questions are about: 案例一, （二）, or just the next one."""

import re

from questions.formats.kinds import Sort
from questions.formats.paper import labels, material
from questions.formats.paper.block import Block
from questions.formats.paper.line import Line
from questions.formats.paper.seen import LONE_KEY, Seen, letters_in
from questions.formats.paper.tails import Apart

# Sections whose questions share a text that stands above them.
_SECTIONS = ("材料", "案例", "综合", "情景", "情境", "阅读", "资料")
_OPTION = re.compile(r"[*＊★√✓✔●○◉□☑]?\s?[(（【\[]?\s?[A-La-lＡ-Ｌ]")
_WHOLE = re.compile(r".{12,}[。；;：:！!？?”]")
_STOPS = re.compile(r"[。；;！!？?]$")
# An option so short is not wrapped.
_NARROW = 25
_MOST = 400
_REACH = 30


class Cases(Apart):
    """`material` is the text in hand; `is_material`: it may still go on."""

    def __init__(self, lines: list[Seen]) -> None:
        super().__init__(lines)
        self.material: tuple[Line, ...] = ()
        self.is_material = False

    @property
    def is_case(self) -> bool:
        """Whether the questions here are about a text by what their section is called."""
        return self.title is not None and self.title.name.startswith(_SECTIONS)

    def takes_material(self, place: int, each: Seen) -> bool:
        """Whether the line is of such a text, which has it then."""
        if self.block is not None and not self.block.is_complete:
            return False
        if each.numbered:
            is_point = self.is_material and self.block is None and self._leads_on(place)
            if is_point:
                self.keep(each.line)
            return is_point
        if (material.begins(each.text) and not self._is_answered_so()) or (
            self._is_next(place, each)
        ):  # fmt: skip
            goes_on = self.is_material and self.block is None
            self.close_block()
            self.material = self.material if goes_on else ()
            self.keep(each.line)
            self.is_material = True
            return True
        return False

    def _is_answered_so(self) -> bool:
        """Whether an essay is being answered, which may well speak of a case."""
        block = self.block
        if block is None or block.last != labels.ANSWER:
            return False
        is_essay = block.sort is Sort.ESSAY and not self.is_case and not block.material
        return is_essay or not _last(block)

    def keep(self, line: Line) -> None:
        if len(self.material) < _MOST:
            self.material = (*self.material, line)

    def _leads_on(self, place: int) -> bool:
        """Whether a numbered line is a point of the text, which its last line still follows."""
        for each in self.lines[place + 1 : place + _REACH]:
            if material.leads_on(each.text):
                return True
            if each.title or each.letter or each.is_labelled or each.asks:
                return False
        return False

    def _is_next(self, place: int, each: Seen) -> bool:
        """Whether the next text begins with no word for it, where there is one already."""
        block = self.block
        if block is None or not (self.material and block.material == self.material):
            return False
        if each.letter or each.is_labelled or each.title:
            return False
        value = material.sign(each.text)
        if value > 1 and material.sign(self.material[0].text) == value - 1:
            return not any(material.sign(line.text) for line in _last(block))
        is_above = bool(_WHOLE.fullmatch(each.text)) and self._is_above_question(place)
        return is_above and self._is_apart(place, block)

    def _is_above_question(self, place: int) -> bool:
        """Whether nothing but text stands between the line and the next question."""
        for each in self.ahead.following(place, _REACH):
            if each.numbered and each.numbered.way == self.way:
                return each.numbered.value in (1, self.value + 1)
            if each.letter or each.is_labelled or each.title:
                return False
        return False

    def _is_apart(self, place: int, block: Block) -> bool:
        """Whether what came before is over: an option that is not wrapped, or a key that has no
        reasons below it, as others here have none."""
        if not block.last:
            last = block.body[-1].text if block.body else ""
            return block.letters > 1 and (len(last) <= _NARROW or bool(_STOPS.search(last)))
        lines = _last(block)
        is_key = len(lines) == 1 and LONE_KEY.fullmatch(lines[0].text) is not None
        return block.last == labels.ANSWER and is_key and not self._are_reasoned(place)

    def _are_reasoned(self, place: int) -> bool:
        """Whether text stands below most keys of the section."""
        ends = [at for at, line in enumerate(self.lines) if line.title]
        start = max((at for at in ends if at < place), default=0)
        end = min((at for at in ends if at > place), default=len(self.lines))
        keys = [at for at in range(start, end) if self.lines[at].is_answer]
        below = [following[0] for at in keys if (following := self.ahead.following(at, 1))]
        told = sum(not (s.numbered or s.letter or s.title or s.is_labelled) for s in below)
        return 2 * told > len(keys)

    def shares_options(self) -> bool:
        """Whether options that stand here are for several questions below."""
        above = self.material[0].text if self.material else self.title.name if self.title else ""
        return material.shares_options(above)

    def has_shared(self) -> bool:
        """Whether the question in hand has its options above it, so that others follow here."""
        block = self.block
        if block is None or block.letters or not block.material:
            return False
        before = self.paper.blocks[-1] if self.paper.blocks else block
        is_sure = block.is_keyed or block.has_answer or (
            before.material == block.material and not before.letters
        )  # fmt: skip
        return is_sure and sum(letters_in(line.text, at) for at, line in enumerate(
            line for line in block.material if _OPTION.match(line.text)
        )) > 1  # fmt: skip


def _last(block: Block) -> list[Line]:
    """The lines of the part of a question that was read last, if it is a labelled one."""
    return [line for line in block.fields[block.last][-1] if line.text] if block.last else []
