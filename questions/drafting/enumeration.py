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
from questions.drafting.stock import is_chant, is_everyday, is_stock
from questions.drafting.wordings import wordings
from questions.drafting.words import tag, tagged
from questions.question import Kind, Question

_NAMES_AT_MOST = 6
# What a list loses whose wrong answers are merely of the article, not of its sort.
_FAR = 2.2
# And one that ends in 等, which may go on with them.
_OPEN = 0.8
_NUMERALS = "零一二三四五六七八九十"
_ASKING = 20
_SORT = re.compile(rf"“([{_NUMERALS}][方级步类点环])")


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for sentence, listed in source.enumerations:
        rng = dice(seed, sentence)
        unfit = _is_mixed(listed) or is_stock(listed.items) or is_chant(listed)
        if (listed.count and not _is_counted_right(listed)) or unfit:
            continue
        asking = _of_two(source, sentence, listed)
        if asking is None and len(listed.items) > 2:
            asking = _asking(source, sentence, listed)
        if asking is None:
            continue
        if not is_everyday(listed):
            yield from _name_them(source, sentence, listed, asking)
        if len(listed.items) > 2:
            yield from _which(source, sentence, listed, asking, rng)
            yield from _which_not(source, sentence, listed, asking, rng)
            yield from _how_many(source, sentence, listed, asking)


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a list is asked for, in words or by a line where it stands."""

    stem: str
    span: tuple[int, int]
    merit: float
    is_gap: bool = False


def _is_mixed(listed: Enumeration) -> bool:
    """Whether some are people and others are not: 独居老人、重病 lost a word on its way."""
    sorts = [distractors.sort_of(each) for each in listed.items]
    people = sum(each in ("person", "body") for each in sorts)
    return "person" in sorts and len(sorts) / 2 <= people < len(sorts)


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
    if not (_leads(before) or _does_to(before)):
        return None
    after = sentence.text[listed.end : span[1]]
    asked = f"哪{'两三'[len(listed.items) - 2]}种{called}"
    stem = f"{opening}，{stems.wide(before)}{asked}{stems.wide(after)}？"
    return _Asking(stem, span, 8)


def _least(listed: Enumeration) -> int:
    """So much must be seen of a sentence that a few words stand beside the list."""
    return listed.end - listed.start + 8


def _leads(before: str) -> bool:
    """Whether 哪些 may follow: after a verb, a preposition or 的."""
    words = tagged(before)
    if not words or words[-1].text in lexicon.words("no_topic"):
        return False
    return words[-1].is_verb or words[-1].tag in ("p", "uj", "vn")


def _does_to(before: str) -> bool:
    """Whether a clause ends with a verb and whose that is: 激发职工 before 哪两种精神."""
    last = re.split("[,，；;]", before)[-1]
    words = tagged(last)
    return len(words) == 2 and words[0].is_verb and words[1].tag == "n"


def _asking(source: Source, sentence: Sentence, listed: Enumeration) -> _Asking | None:
    if listed.name and (listed.is_bracketed or listed.count):
        return _by_name(source, sentence, listed)
    place = (listed.start, listed.end)
    found = stems.framed(
        source, sentence, "提到", place, listed.items, _ASKING - place[1] + place[0],
        _least(listed),
    )  # fmt: skip
    if found is not None:
        opening, span = found
        before = sentence.text[span[0] : listed.start]
        after = stems.wide(listed.rest + sentence.text[_clause_end(sentence, listed) : span[1]])
        counted = _NUMERALS[listed.count] if 2 < listed.count <= 10 and not listed.is_open else ""
        if listed.is_bracketed and listed.head and counted:
            tail = re.sub(
                rf"^[{_NUMERALS}\d]+[大个项种类条]*{re.escape(listed.head)}", "", listed.rest
            )
            lead = stems.wide(before.rstrip("“"))
            stem = f"{opening}，{lead}哪{counted}大{listed.head}{tail}？"
            return _Asking(stem, span, 9)
        if listed.measure and _leads(before):
            stem = f"{opening}，{stems.wide(before)}哪{listed.measure}{listed.head}{after}？"
            return _Asking(stem, span, 9)
        if listed.is_open and not listed.is_bracketed and _leads(before) and before[0] != "从":
            if listed.head:
                stem = f"{opening}，{stems.wide(before)}哪些{listed.head}{after}？"
                return _Asking(stem, span, 8)
            if before.endswith(("由", "将", "把")) and listed.rest:
                sorts = {distractors.sort_of(each) for each in listed.items}
                noun = "人员" if sorts <= {"person", "body"} else "事项"
                stem = f"{opening}，{stems.wide(before)}哪些{noun}{after}？"
                return _Asking(stem, span, 7.5)
    return _by_gap(source, sentence, listed)


def _by_name(source: Source, sentence: Sentence, listed: Enumeration) -> _Asking:
    """By what the list is called and counted: 所说的“五带头”, 提到的“四方议事制度”."""
    name = stems.wide(listed.name)
    if listed.is_bracketed:
        start = sentence.text.rindex("“", 0, listed.start)
        closed = sentence.text[listed.end : listed.end + 1] in ("）", ")")
        span = (start, listed.end + closed)
    else:
        span = (listed.start, sentence.text.index(listed.name, listed.end) + len(listed.name))
    kind = _SORT.match(listed.name)
    what = f"哪{kind[1]}" if kind else "哪几项"
    stem = f"《{source.article.title}》所说的{name}，包括{what}？"
    return _Asking(stem, span, 9.5)


def _by_gap(source: Source, sentence: Sentence, listed: Enumeration) -> _Asking | None:
    if _is_slogan(sentence, listed):
        return None
    place = (listed.start, listed.end)
    found = stems.framed(
        source, sentence, stems.said(source), place, listed.items, 17 - place[1] + place[0],
        _least(listed),
    )  # fmt: skip
    if found is None or listed.start - found[1][0] < 2:
        return None
    opening, span = found
    gap = stems.gapped(sentence, span, [place])
    merit = 7.0 + 0.4 * min(3, len(listed.items) - 3)
    # 附近有甲、乙: hardly anything is said of them.
    if sentence.text[span[0] : listed.start].endswith("有"):
        merit -= 1.5
    return _Asking(f"{opening}：{gap}", span, merit, is_gap=True)


def _is_slogan(sentence: Sentence, listed: Enumeration) -> bool:
    """“小区事、小区议、小区办”: one saying in three beats, which has no items."""
    after = sentence.text[listed.end + 1 : listed.end + 2]
    chained = re.search("[—→+＋]", sentence.text[listed.start : listed.end])
    is_short = max(map(len, listed.items)) < 5
    return listed.is_bracketed and is_short and not (listed.count or chained) and after != "的"


def _clause_end(sentence: Sentence, listed: Enumeration) -> int:
    """Where the clause of the list ends."""
    stop = re.search("[,，。；;！？:：]", sentence.text[listed.end :])
    return listed.end + stop.start() if stop else len(sentence.text)


def _name_them(
    source: Source, sentence: Sentence, listed: Enumeration, asking: _Asking
) -> Iterator[Proposal]:
    count = len(listed.items)
    if count > _NAMES_AT_MOST:
        return
    ask = f"请写出横线处原文列举的{count}项。" if asking.is_gap else ""
    if not ask and listed.is_open:
        ask = f"请写出原文列举的{count}项。"
    # 懂甲、懂乙 beside 会丙、会丁 in one sentence: which of them is meant.
    if asking.is_gap and count > 3 and shared_start(listed.items) == 1:
        ask = ask.replace("项。", f"项，每项以“{listed.items[0][0]}”开头。")
    accepted = tuple(wordings(listed.items, source.whole, listed.head))
    question = Question(
        key="",
        kind=Kind.SHORT,
        stem=f"{asking.stem}{ask}（{count}点）",
        accepted=accepted,
        difficulty=2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, asking.span),),
        note=_named(listed),
    )
    yield Proposal(question, "name them", asking.merit - 0.2, sentence, asking.span, listed.items)


def _which(
    source: Source, sentence: Sentence, listed: Enumeration, asking: _Asking, rng: Random
) -> Iterator[Proposal]:
    right = list(listed.items)
    wrong, are_close = _fellows(source, sentence, listed, 2, rng)
    if not wrong:
        return
    if len(right) > 3:
        # Not always three, which would soon be known.
        count = rng.choice((2, 3, 4))
        right = [right[at] for at in sorted(rng.sample(range(len(right)), count))]
    ask = "横线处原文列举的有下列哪些？" if asking.is_gap else "原文列举的有："
    if not asking.is_gap and not listed.is_open:
        ask = ""
    question = Question(
        key="",
        kind=Kind.MULTIPLE,
        stem=f"{asking.stem.replace('，包括哪', '，包括下列哪')}{ask}（多选）",
        difficulty=2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, asking.span),),
        note=_note(listed, wrong),
        **shuffled(right, wrong, rng),  # type: ignore[arg-type]
    )
    merit = asking.merit + (0.3 if are_close else -_FAR) - _OPEN * listed.is_open
    yield Proposal(question, "which of them", merit, sentence, asking.span, listed.items, wrong)


def _which_not(
    source: Source, sentence: Sentence, listed: Enumeration, asking: _Asking, rng: Random
) -> Iterator[Proposal]:
    wrong, are_close = _fellows(source, sentence, listed, 1, rng)
    if not wrong or not are_close:
        return
    if asking.is_gap:
        stem = f"{asking.stem}下列哪一项【不在】横线处原文的列举之中？"
    elif listed.name or listed.count:
        measure = listed.measure or f"{_NUMERALS[listed.count]}大"
        name = stems.wide(listed.name) or f"{measure}{listed.head}"
        if kind := _SORT.match(listed.name):
            name += f"中的“{kind[1]}”"
        stem = f"下列哪一项【不属于】《{source.article.title}》所说的{name}？"
    else:
        return
    kept = list(listed.items)
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


def _fellows(
    source: Source, sentence: Sentence, listed: Enumeration, count: int, rng: Random
) -> tuple[tuple[str, ...], bool]:
    """Wrong items, built as all of the right ones are: 每月必访 stands behind each."""
    items = listed.items
    start, end = (each if each > 1 else 0 for each in (shared_start(items), shared_end(items)))
    inner = tuple(each[start : len(each) - end] for each in items)
    if (start or end) and min(map(len, inner)) > 2:
        wrong, are_close = distractors.fellows(source, sentence, inner, count, rng)
        head, tail = items[0][:start], items[0][len(items[0]) - end :] if end else ""
        return tuple(head + each + tail for each in wrong), are_close
    return distractors.fellows(source, sentence, items, count, rng)


def _named(listed: Enumeration) -> str:
    """What a learner may want to know beside the items; "" where nothing is."""
    if listed.is_open:
        return f"原文以“等”收尾，明确列出的是这{len(listed.items)}项。"
    return f"原文列出{len(listed.items)}项：{'、'.join(listed.items)}。"


def _note(listed: Enumeration, wrong: tuple[str, ...]) -> str:
    return f"原文列出的是{'、'.join(listed.items)}；没有“{'”“'.join(wrong)}”。"
