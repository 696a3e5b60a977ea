"""Which part of an article says it: the headings of its parts are each other's wrong answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from random import Random

from questions.articles import sentences
from questions.drafting import lexicon, stems
from questions.drafting.clauses import clauses
from questions.drafting.proposal import Proposal, quote_of, shuffled
from questions.drafting.source import Sentence, Source, bare
from questions.drafting.terms import overlap
from questions.drafting.words import tagged
from questions.question import Kind, Question, Quote

_CHOICES = 4
_LONGEST = 40
# What is done under a name; that one is called a “good neighbour” is nothing one does.
_NAMED = re.compile(
    "(?:开展|推行|推出|建设|建立|建成|成立|组建|打造|探索|设立|实行|实施|依托|召开|启用|搭建|评选|举办|推进)了?“([^“”、，,]{3,10})”"
)
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|\d{1,2}[、.．])")


@dataclass(frozen=True, slots=True)
class Part:
    """A passage that announces itself: what it is called, and the words that say so."""

    passage: int
    title: str
    said: str
    heading: str


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    parts = tuple(announced(source))
    yield from _of_names(source, parts, seed)
    yield from _of_details(source, parts, seed)
    yield from _of_sections(source, parts, seed)


def announced(source: Source) -> Iterator[Part]:
    for passage in source.article.passages:
        pieces = sentences(passage.text)
        first = pieces[0].strip() if pieces else ""
        topics = {each.topic for each in source.sentences if each.passage == passage.number}
        title = bare(first)
        announces = len(pieces) > 1 and (_NUMBERED.match(first) or title in topics)
        fits = 4 <= len(title) <= _LONGEST and not source.article.misprints_in(first)
        if announces and fits and not re.search("[:：?？!！]", title):
            yield Part(passage.number, title, first, passage.heading)


def _of_names(source: Source, parts: tuple[Part, ...], seed: int) -> Iterator[Proposal]:
    """“敲门行动” belongs to which of the parts."""
    for sentence in source.sentences:
        for found in _NAMED.finditer(sentence.text):
            if sentence.is_whole and source.whole.count(found[1]) == 1:
                yield from _belonging(source, parts, sentence, found.span(1), 6.6, seed)


def _of_details(source: Source, parts: tuple[Part, ...], seed: int) -> Iterator[Proposal]:
    """What is listed in one clause belongs to which of the parts; one clause of each part."""
    asked: set[int] = set()
    for sentence, listed in source.enumerations:
        spans = [(a, b) for a, b in clauses(sentence.text) if a <= listed.start < b]
        is_told_twice = any(source.whole.count(each) > 1 for each in listed.items)
        if len(listed.items) < 3 or not spans or is_told_twice or sentence.passage in asked:
            continue
        (start, end), *_ = spans
        if listed.end <= end <= start + _LONGEST and listed.start > start:
            for proposal in _belonging(source, parts, sentence, (start, end), 6.7, seed):
                asked.add(sentence.passage)
                yield proposal


def _belonging(
    source: Source,
    parts: tuple[Part, ...],
    sentence: Sentence,
    place: tuple[int, int],
    merit: float,
    seed: int,
) -> Iterator[Proposal]:
    part = next((each for each in parts if each.passage == sentence.passage), None)
    detail = sentence.text[slice(*place)]
    if part is None or detail in part.said or overlap(part.title, detail):
        return
    rng = Random(f"{seed} {sentence.passage} {sentence.text} parts")
    others = [each for each in parts if each != part and _does(each.title) == _does(part.title)]
    near = [each for each in others if each.heading == part.heading]
    far = [each for each in others if each.heading != part.heading]
    wrong = (rng.sample(near, len(near)) + rng.sample(far, len(far)))[: _CHOICES - 1]
    if len(wrong) < _CHOICES - 1 or not _stands_alone(detail):
        return
    # 帮助残疾人 is told by 帮扶, when no other title has 帮.
    if set(detail) & set(part.title) - set("".join(each.title for each in wrong)) & _said(detail):
        return
    asked = _called([each.title for each in (part, *wrong)])
    if not asked or _is_told_of(source, detail, wrong):
        return
    titles = [stems.wide(each.title) for each in (part, *wrong)]
    shown = stems.inner(stems.wide(detail))
    what = f"“{shown}”{_noun_after(sentence, place)}"
    question = Question(
        key="",
        kind=Kind.SINGLE,
        stem=f"《{source.article.title}》中，{what}是下列{asked}的做法？",
        difficulty=2,
        tags=(part.title,),
        quotes=_proof(source, part, sentence),
        note=f"“{shown}”是“{stems.inner(titles[0])}”的做法。",
        **shuffled(titles[:1], titles[1:], rng),  # type: ignore[arg-type]
    )
    yield Proposal(question, "part choice", merit, sentence, place, (detail,))


def _does(title: str) -> bool:
    """Whether a heading says what is done, 压实责任, and not how things are: 环境明显优化."""
    _, *others = tagged(title)
    # 关心特殊需要 says of what sort, not how.
    return not any(x.tag in ("d", "ad") or (x.tag == "a" and at) for at, x in enumerate(others))


def _called(titles: Sequence[str]) -> str:
    """哪一体系 where all headings end in 体系; 哪一项工作 of what is done; "" of what is not."""
    end = tagged(titles[0])[-1].text
    if len(end) > 1 and all(each.endswith(end) for each in titles):
        return f"哪一{end}" if len(end) == 2 else f"哪一{end[-2:]}"
    return "哪一项工作" if all(map(_does, titles)) else ""


def _is_told_of(source: Source, detail: str, others: Sequence[Part]) -> bool:
    """Whether the detail fits another part by its sense as well."""
    words = [x.text for x in tagged(detail) if len(x.text) > 1 and x.tag[:1] in ("n", "v", "l")]
    if any(each in detail for each in lexicon.words("anywhere")):
        return True
    there = "".join(source.passage(each.passage) for each in others)
    return bool(words) and all(each in there for each in words)


def _noun_after(sentence: Sentence, place: tuple[int, int]) -> str:
    """“说事议事”大会 says more than “说事议事”."""
    if sentence.text[place[1] : place[1] + 1] != "”":
        return ""
    kept = takewhile(lambda each: each.tag in ("n", "vn"), tagged(sentence.text[place[1] + 1 :]))
    return "".join(each.text for each in kept)


def _said(detail: str) -> set[str]:
    return {char for char in detail if "一" <= char <= "鿿"}


def _stands_alone(detail: str) -> bool:
    return detail.count("“") == detail.count("”") and not stems.leans(detail)


def _of_sections(source: Source, parts: tuple[Part, ...], seed: int) -> Iterator[Proposal]:
    """What a section consists of: its parts among those of another."""
    headings = dict.fromkeys(each.heading for each in parts if each.heading)
    for heading in headings:
        inside = [each for each in parts if each.heading == heading]
        outside = [each for each in parts if each.heading not in ("", heading)]
        shown = bare(heading)
        unsound = source.article.misprints_in(heading) or len(shown) > _LONGEST
        if len(inside) < 2 or len(outside) < 2 or unsound:
            continue
        rng = Random(f"{seed} {heading}")
        right = rng.sample(inside, min(3, len(inside)))
        # 环境明显优化 among 压实责任, 落实任务 is told by its form.
        forms = {_does(each.title) for each in right}
        outside = [each for each in outside if _does(each.title) in forms]
        end = tagged(bare(right[0].title))[-1].text
        if all(each.title.endswith(end) for each in right):
            outside = [each for each in outside if each.title.endswith(end)]
        if len(forms) > 1 or len(outside) < 2:
            continue
        wrong = rng.sample(outside, 2)
        right.sort(key=lambda each: each.passage)
        titles = [stems.wide(each.title) for each in (*right, *wrong)]
        if any(overlap(bare(heading), each.title) for each in right):
            continue
        first = right[0]
        sentence = Sentence(first.passage, 0, first.said, heading=shown)
        part = stems.inner(stems.wide(shown))
        question = Question(
            key="",
            kind=Kind.MULTIPLE,
            stem=f"《{source.article.title}》的“{part}”一节，写了下列哪些内容？（多选）",
            difficulty=2,
            tags=(shown,),
            quotes=tuple(Quote(source.article.key, each.said, each.passage) for each in right),
            note=f"这一节分别写了{'、'.join(stems.wide(each.title) for each in inside)}。",
            **shuffled(titles[: len(right)], titles[len(right) :], rng),  # type: ignore[arg-type]
        )
        span = (0, len(first.said))
        yield Proposal(question, "section parts", 7, sentence, span, (first.title,))


def _proof(source: Source, part: Part, sentence: Sentence) -> tuple[Quote, ...]:
    announced = Quote(source.article.key, part.said, part.passage)
    return announced, quote_of(source, sentence)
