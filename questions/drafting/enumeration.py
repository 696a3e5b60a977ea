"""Of what is enumerated: which belongs, which does not, name them all, how many."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from questions.drafting import distractors, lexicon, stems
from questions.drafting.items import shared_end, shared_start
from questions.drafting.lists import Enumeration
from questions.drafting.proposal import Proposal, dice, quote_of, shuffled, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.words import tag, tagged
from questions.question import Kind, Question

_NAMES_AT_MOST = 6
# What a list loses whose wrong answers are merely of the article, not of its sort.
_FAR = 2.2
_NUMERALS = "零一二三四五六七八九十"


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for sentence, listed in source.enumerations:
        rng = dice(seed, sentence)
        if listed.count and not _is_counted_right(listed):
            continue
        asking = _of_two(source, sentence, listed)
        if asking is None and len(listed.items) > 2:
            asking = _asking(source, sentence, listed)
        if asking is None:
            continue
        yield from _name_them(source, sentence, listed, asking)
        if len(listed.items) > 2:
            yield from _which(source, sentence, listed, asking, rng)
            yield from _which_not(source, sentence, listed, asking, rng)
            yield from _how_many(source, sentence, listed, asking)


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a list is asked for: `shown` are its items as the answer names them."""

    stem: str
    span: tuple[int, int]
    merit: float
    shown: tuple[str, ...]
    is_gap: bool = False


def _is_counted_right(listed: Enumeration) -> bool:
    """Whether as many are listed as the text says: 四懂 of which it lists five is not asked."""
    count = len(listed.items)
    return listed.count == count or (listed.is_open and listed.count > count)


def _of_two(source: Source, sentence: Sentence, listed: Enumeration) -> _Asking | None:
    """哪两种责任: items that are called alike are asked for by what they are called."""
    called = tagged(listed.items[0])[-1].text
    if not 2 <= len(called) <= min(4, shared_end(listed.items)) or tag(called) not in ("n", "vn"):
        return None
    if listed.is_open or listed.is_bracketed or len(listed.items) > 3:
        return None
    place = (listed.start, listed.end)
    found = stems.framed(source, sentence, "提到", place, listed.items, 4, _least(listed))
    if found is None:
        return None
    opening, span = found
    before = sentence.text[span[0] : listed.start]
    if not _leads(before):
        return None
    after = sentence.text[listed.end : span[1]]
    asked = f"哪{'两三'[len(listed.items) - 2]}种{called}"
    stem = f"{opening}，{stems.wide(before)}{asked}{stems.wide(after)}？"
    return _Asking(stem, span, 8, listed.items)


def _least(listed: Enumeration) -> int:
    """So much must be seen of a sentence that a few words stand beside the list."""
    return listed.end - listed.start + 8


def _leads(before: str) -> bool:
    """Whether 哪些 may follow: after a verb, a preposition or 的."""
    words = tagged(before)
    if words and words[-1].text in lexicon.words("no_topic"):
        return False
    return bool(words) and (words[-1].is_verb or words[-1].tag in ("p", "uj", "vn", "v", "n"))


def _asking(source: Source, sentence: Sentence, listed: Enumeration) -> _Asking | None:
    if listed.name and listed.is_bracketed:
        name = stems.wide(listed.name)
        stem = f"《{source.article.title}》所说的{name}，包括哪几项？"
        start = sentence.text.index(listed.name[:3])
        closed = sentence.text[listed.end : listed.end + 1] in ("）", ")")
        return _Asking(stem, (start, listed.end + closed), 9, _without_affixes(listed.items))
    place = (listed.start, listed.end)
    found = stems.framed(
        source, sentence, "提到", place, listed.items, 4 - place[1] + place[0], _least(listed)
    )
    if found is None:
        return None
    opening, span = found
    before = sentence.text[span[0] : listed.start]
    after = stems.wide(listed.rest + sentence.text[_clause_end(sentence, listed) : span[1]])
    counted = _NUMERALS[listed.count] if 2 < listed.count <= 10 and not listed.is_open else ""
    if listed.is_bracketed and listed.head and counted:
        tail = re.sub(
            rf"^[{_NUMERALS}\d]+[大个项种类条]*{re.escape(listed.head)}", "", listed.rest
        )
        lead = stems.wide(before.rstrip("“"))
        return _Asking(
            f"{opening}，{lead}哪{counted}大{listed.head}{tail}？", span, 9, listed.items
        )
    if listed.is_open and not listed.is_bracketed and _leads(before) and before[0] != "从":
        if listed.head:
            stem = f"{opening}，{stems.wide(before)}哪些{listed.head}{after}？"
            return _Asking(stem, span, 8.5, listed.items)
        if before.endswith(("由", "将", "把")) and listed.rest:
            sorts = {distractors.sort_of(each) for each in listed.items}
            noun = "人员" if sorts <= {"person", "body"} else "事项"
            stem = f"{opening}，{stems.wide(before)}哪些{noun}{after}？"
            return _Asking(stem, span, 7.5, listed.items)
    if listed.start - span[0] < 2:
        return None
    said = stems.said(source)
    found = stems.framed(
        source, sentence, said, place, listed.items, 17 - place[1] + place[0], _least(listed)
    )
    if found is None:
        return None
    opening, span = found
    gap = stems.gapped(sentence, span, [place])
    return _Asking(f"{opening}：{gap}", span, 7, listed.items, is_gap=True)


def _without_affixes(items: tuple[str, ...]) -> tuple[str, ...]:
    """What is left of 困难群众每月必访 when every item is visited every month."""
    start, end = shared_start(items), shared_end(items)
    start, end = (each if each > 1 else 0 for each in (start, end))
    left = tuple(each[start : len(each) - end] for each in items)
    return left if min(map(len, left)) > 1 else items


def _clause_end(sentence: Sentence, listed: Enumeration) -> int:
    """Where the clause of the list ends."""
    stop = re.search("[,，。；;！？:：]", sentence.text[listed.end :])
    return listed.end + stop.start() if stop else len(sentence.text)


def _name_them(
    source: Source, sentence: Sentence, listed: Enumeration, asking: _Asking
) -> Iterator[Proposal]:
    count = len(asking.shown)
    if count > _NAMES_AT_MOST:
        return
    ask = f"请写出横线处原文列举的{count}项。" if asking.is_gap else ""
    question = Question(
        key="",
        kind=Kind.SHORT,
        stem=f"{asking.stem}{ask}（{count}点）",
        accepted=tuple(
            tuple(dict.fromkeys((shown, item)))
            for shown, item in zip(asking.shown, listed.items, strict=True)
        ),
        difficulty=2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, asking.span),),
        note=f"原文列出{count}项：{'、'.join(listed.items)}。",
    )
    yield Proposal(question, "name them", asking.merit - 0.2, sentence, asking.span, listed.items)


def _which(
    source: Source, sentence: Sentence, listed: Enumeration, asking: _Asking, rng: Random
) -> Iterator[Proposal]:
    right = list(asking.shown)
    if len(right) > 3:
        right = [right[at] for at in sorted(rng.sample(range(len(right)), 3))]
    wrong, are_close = distractors.fellows(source, sentence, asking.shown, 2, rng)
    if not wrong:
        return
    ask = "横线处原文列举的有下列哪些？" if asking.is_gap else ""
    question = Question(
        key="",
        kind=Kind.MULTIPLE,
        stem=f"{asking.stem}{ask}（多选）",
        difficulty=2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, asking.span),),
        note=_note(listed, wrong),
        **shuffled(right, wrong, rng),  # type: ignore[arg-type]
    )
    merit = asking.merit + (0.3 if are_close else -_FAR)
    yield Proposal(question, "which of them", merit, sentence, asking.span, listed.items, wrong)


def _which_not(
    source: Source, sentence: Sentence, listed: Enumeration, asking: _Asking, rng: Random
) -> Iterator[Proposal]:
    wrong, are_close = distractors.fellows(source, sentence, asking.shown, 1, rng)
    if not wrong or not are_close:
        return
    if asking.is_gap:
        stem = f"{asking.stem}下列哪一项“不在”横线处原文列举之中？"
    elif listed.is_bracketed:
        name = stems.wide(listed.name) or f"{_NUMERALS[listed.count]}大{listed.head}"
        stem = f"下列哪一项“不属于”《{source.article.title}》所说的{name}？"
    else:
        return
    kept = list(asking.shown)
    rng.shuffle(kept)
    question = Question(
        key="",
        kind=Kind.SINGLE,
        stem=stem,
        difficulty=2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, asking.span),),
        note=_note(listed, wrong),
        **shuffled(wrong, kept[:3], rng),  # type: ignore[arg-type]
    )
    merit = asking.merit - 0.8
    yield Proposal(question, "which not", merit, sentence, asking.span, listed.items, wrong)


def _how_many(
    source: Source, sentence: Sentence, listed: Enumeration, asking: _Asking
) -> Iterator[Proposal]:
    """Only where the list is closed, long, and no numeral around it tells."""
    count = len(listed.items)
    if listed.is_open or listed.count or count < 4 or not asking.is_gap:
        return
    question = Question(
        key="",
        kind=Kind.BLANK,
        stem=f"{asking.stem}横线处原文一共列举了几项？",
        accepted=((str(count),),),
        difficulty=2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, asking.span),),
        note=f"原文列举了{count}项：{'、'.join(listed.items)}。",
        typed_as="number",
    )
    yield Proposal(question, "how many", 3, sentence, asking.span, listed.items)


def _note(listed: Enumeration, wrong: tuple[str, ...]) -> str:
    return f"原文列出的是{'、'.join(listed.items)}；没有“{'”“'.join(wrong)}”。"
