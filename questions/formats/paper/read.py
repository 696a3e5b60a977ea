"""A paper in lines, read as the questions that it asks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from questions.errors import FileRefused
from questions.formats import habits
from questions.formats.finding import Finding, Judged, Remarks
from questions.formats.gathering import Gathering, Place
from questions.formats.habits import Habits
from questions.formats.judge import judge
from questions.formats.kinds import Sort
from questions.formats.layout import Layout
from questions.formats.paper import above, answers, entries, inside
from questions.formats.paper.block import Block
from questions.formats.paper.blocks import blocks
from questions.formats.paper.entries import Made
from questions.formats.paper.line import LONGEST, Line
from questions.formats.paper.style import styled
from questions.formats.report import Reading

_ORDINAL = re.compile(
    r"(?:第\s?|[(（])?([一二三四五六七八九十百]{1,5})\s?(?:题\s?[、.．:：]?|[、.．)）])\s?(?=\S)"
)
# What a paper of nothing but sentences with filled brackets calls itself.
_NAMED = re.compile(
    r"[^。？?；;（(]{0,30}(?:试题|题库|\d\s?题|竞赛|测试|考试|填空|练习|应知应会)[^。？?；;]{0,20}"
)
_HEAD, _SURE = 6, 3
_ABOUT_EXAM = (
    "试卷",
    "考试",
    "考生",
    "答题",
    "作答",
    "本卷",
    "姓名",
    "座位",
    "监考",
    "准考证",
    "请勿",
    "规定时间",
    "规定的时间",
    "作弊",
    "涂改",
    "交卷",
    "铅笔",
    "钢笔",
    "字迹",
    "卷面",
    "请独立",
    "请认真",
    "手机",
)


def read(
    lines: Iterable[Line],
    form: str,
    encoding: str = "",
    hint: Sort | None = None,
    refusal: str = "file_text_no_table",
) -> Reading:
    """FileRefused with `refusal` when nothing in the lines is a question with options or a key."""
    lines = list(lines)
    paper = blocks(lines)
    above.doubtful(paper)
    paper.blocks = _without_notices(paper.blocks)
    refused = answers.dealt(paper)
    made = [entries.made(block) for block in paper.blocks]
    if hint is Sort.BLANK or any(_NAMED.fullmatch(line.text) for line in lines[:_HEAD]):
        made = _filled(made)
    if not refused and not any(_asks(each) for each in made):
        raise FileRefused(refusal)
    gathering = Gathering()
    made = _styled(_without_ordinals(made), gathering)
    ways = replace(habits.of(Layout(), [each.entry for each in made]), hint=hint)
    for each in made:
        if gathering.is_full:
            break
        _take(gathering, each, _judged(each, ways))
    for row in paper.jumps:
        gathering.say("numbers_jump", row)
    for table in refused:
        facts = {"count": table.count, "limit": table.limit}
        gathering.refuse(Place(table.row, table.text), "answers_differ", facts, "answer")
    for line in paper.too_long:
        gathering.refuse(Place(line.number, line.text), "line_too_long", {"limit": LONGEST})
    gathering.problems.sort(key=lambda each: each.row)
    return gathering.reading(form, encoding)


def _take(gathering: Gathering, each: Made, judged: Judged) -> None:
    gathering.take(Place(each.entry.row, each.entry.text), judged)
    if judged.question is not None:
        for code in each.said:
            gathering.say(code, each.entry.row)


def _asks(each: Made) -> bool:
    """Whether it can be the question of a paper: with two options, or with a key."""
    entry = each.entry
    has_key = bool(entry.keys) or bool(habits.key_in_stem(entry.stem)[0])
    return bool(entry.stem) and (len(entry.options) > 1 or has_key)


def _filled(found: Sequence[Made]) -> list[Made]:
    """With what stands in the brackets of statements as their keys, where almost all of those
    without section, options and key have some."""
    bare = [
        place for place, each in enumerate(found)
        if not (each.block.title or each.entry.kind or each.entry.options or each.entry.keys
                or each.block.material or each.block.has_answer or each.block.is_keyed)
    ]  # fmt: skip
    emptied = {place: inside.key((), found[place].found.stem, Sort.BLANK) for place in bare}
    filled = [place for place, (_, keys, _) in emptied.items() if keys]
    if len(filled) < _SURE or 5 * len(filled) < 4 * len(bare):
        return list(found)
    made = list(found)
    for place in filled:
        text, keys, said = emptied[place]
        entry = replace(found[place].entry, stem=text, keys=keys, kind="填空题")
        made[place] = replace(found[place], entry=entry, said=(*found[place].said, said))
    return made


def _judged(each: Made, ways: Habits) -> Judged:
    if each.found.beyond:
        facts = {"letter": each.found.beyond}
        return Judged(None, Finding("options_disordered", "choices", facts), Remarks())
    return judge(each.entry, ways, {})


def _styled(found: Sequence[Made], gathering: Gathering) -> list[Made]:
    """With the keys that are shown by how an option looks."""
    looks = styled(found)
    if looks.missing:
        for row in looks.missing:
            gathering.say("key_look_partly" if looks.right else "key_look_missing", row)
    if looks.right:
        for place in looks.right:
            gathering.say(f"key_{looks.way}", found[place].entry.row)
    return [
        replace(each, entry=replace(each.entry, right=looks.right[place]))
        if place in looks.right else each
        for place, each in enumerate(found)
    ]  # fmt: skip


def _without_ordinals(found: Sequence[Made]) -> list[Made]:
    """Without 一、二、 where these, and nothing else, number the questions."""
    ordinals = [_ORDINAL.match(each.entry.stem) for each in found]
    signs = [each[1] for each in ordinals if each]
    if signs[:2] != ["一", "二"] or len(set(signs)) < len(found):
        return list(found)
    return [
        replace(each, entry=replace(each.entry, stem=each.entry.stem[ordinal.end() :]))
        for each, ordinal in zip(found, ordinals, strict=True) if ordinal
    ]  # fmt: skip


def _without_notices(found: Sequence[Block]) -> list[Block]:
    """Without numbered rules of the exam: above the first section, or above where numbers begin
    anew."""
    is_titled = any(block.title for block in found)
    first = [block for block in found if block.group == found[0].group]
    is_rules = len(first) < len(found) and all(map(_is_bare, first)) and any(map(_is_rule, first))
    return [
        block for block in found
        if not (is_rules and block.group == first[0].group)
        and not (is_titled and block.title is None and _is_bare(block) and _is_rule(block))
    ]  # fmt: skip


def _is_bare(block: Block) -> bool:
    asks = block.has_answer or block.letters or block.is_keyed
    return not asks and block.title is None


def _is_rule(block: Block) -> bool:
    return any(word in line.text for line in block.body for word in _ABOUT_EXAM)
