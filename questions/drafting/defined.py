"""What the article says something is: 甲是乙的前提, 本规定所称甲是指…"""

import re
from collections.abc import Iterator

from questions.drafting import lexicon, stems
from questions.drafting.cores import around, core
from questions.drafting.proposal import Proposal, quote_of, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.words import tagged
from questions.question import Kind, Question

_SORT = (
    "前提|基础|关键|根本|核心|保障|保证|重点|根基|先导|基本功|生命线|第一要务|首要任务|"
    "重要举措|必由之路|必然要求|重要内容"
)
_IS = re.compile(
    rf"(?:^|(?<=[,，。；;]))(?P<what>[^,，。；;：:“”()（）、]{{4,16}}?)(?<![不就也还又都更才即正只只要仅])是"
    rf"(?P<of>[^。；;“”是]{{4,40}}?的)(?:{_SORT})(?=[,，。；;]|$)"
)
_PREDICATE = re.compile(
    r"(?:^|(?<=[,，。；;]))(?P<what>[^,，。；;：:“”()（）]{2,20}?)(?<![不就也还又都更才即正只只要仅])是(?P<of>[^,，。；;“”是]{2,16}的)"
    r"(?P<name>核心竞争力|生命线|第一责任人|直接责任人|第一要务|首要任务|主阵地|主战场|主力军|突破口)(?=[,，。；;]|$)"
)
_MEANS = re.compile(
    r"(?:所称|所说)?的?(?P<name>[一-鿿]{2,10})(?:[,，])?(?:是指|指的是)(?P<said>[^。；;]{8,})"
)
_LONGEST = 12
# 职工是企业的____ alone has many fillers: the clause after it is shown as well.
_MORE = 4


def proposals(source: Source, _: int) -> Iterator[Proposal]:
    for sentence in source.sentences:
        if not sentence.is_whole:
            continue
        for found in _IS.finditer(sentence.text):
            gap = _subject(sentence.text, found.span("what"))
            part = core(sentence.text[slice(*gap)]) if gap else None
            if gap and part:
                said = around(sentence.text[slice(*gap)], part)
                gap = gap[0] + part[0], gap[0] + part[1]
                yield from _blank(source, sentence, gap, found.end(), 7.0, accepted=said)
        for found in _PREDICATE.finditer(sentence.text):
            more = found.end() - found.start() + _MORE
            yield from _blank(source, sentence, found.span("name"), found.end(), 7.2, more)
        for found in _MEANS.finditer(sentence.text):
            start, end = found.span("name")
            start += len(re.match("(?:.*(?:所称|所说)的?)?", found["name"])[0])  # type: ignore[index]
            if end - start > 1:
                yield from _blank(source, sentence, (start, end), found.end(), 8)


def _subject(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """What is said to be something, without the plain verb before it: 加强 of 加强设备管理."""
    words = tagged(text[slice(*span)])
    if len(words) < 2 or words[0].text in lexicon.words("no_start") or words[0].tag in "cdpr":
        return None
    if any(each.tag in ("r", "uj", "p", "t", "tg") or each.text in ("而", "则") for each in words):
        return None
    start, end = span
    if words[0].text in lexicon.words("plainly"):
        start += words[0].end
    return (start, end) if 4 <= end - start <= _LONGEST else None


def _blank(
    source: Source,
    sentence: Sentence,
    gap: tuple[int, int],
    until: int,
    merit: float,
    least: int = 0,
    accepted: tuple[str, ...] = (),
) -> Iterator[Proposal]:
    answer = sentence.text[slice(*gap)]
    found = stems.framed_on(
        source, sentence, stems.said(source), (gap[0], until), (answer,), least=least
    )
    if found is None:
        return
    opening, span = found
    question = Question(
        key="",
        kind=Kind.BLANK,
        stem=f"{opening}：{stems.gapped(sentence, span, [gap])}{stems.in_characters(answer)}",
        accepted=(accepted or (answer,),),
        difficulty=2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, span),),
        note=stems.told(sentence, [(gap[0], until)]),
        typed_as="term",
    )
    yield Proposal(question, "defined", merit, sentence, span, (answer,))
