"""What throws a draft away, by code; the sentences stand in the texts."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from questions.articles import Article
from questions.doubts import doubts
from questions.drafting import lexicon, stems
from questions.drafting.proposal import Proposal, is_choice
from questions.drafting.source import Source
from questions.drafting.terms import overlap
from questions.drafting.words import tag, tagged
from questions.question import Kind, Question
from questions.typed.plain import core, simplified
from questions.validation import problems

_ALIKE = 85
_LONGEST = 24
_PRONOUN = re.compile(
    r"^[“（]*(?:它|他|她|其(?![他实中余])|该|此(?!外)|这|那(?!么)|前者|后者|上述|本文|本段|如上)"
)
_DOUBLED = re.compile(r"([一-鿿]{2})\1")
# 用好活用活 for 用好用活.
_STUTTER = re.compile(r"([一-鿿])[一-鿿]([一-鿿])\1\2")
# 甲能力、乙能力,丙能力和: a comma where 、 is meant.
_COMMA = re.compile(r"([一-鿿]{2})、[^,，。；;、]{1,10}\1[,，][^,，。；;、]{1,10}\1[和与及]")
_DIGITS = re.compile(r"\d")


def refused(proposal: Proposal, source: Source) -> str:
    """Why a draft is thrown away; "" where it may be shown to a trainer."""
    question = proposal.question
    checks = (
        ("window_cut", not proposal.sentence.is_whole),
        ("misprint", _shows_misprint(proposal, source.article)),
        ("slip", _has_slip(proposal)),
        ("stem_long", len(question.stem) > stems.LIMIT),
        ("stem_pronoun", _opens_with_a_pronoun(question.stem)),
        ("distractor_true", _has_a_true_distractor(proposal, source)),
        ("given_away", _is_given_away(proposal)),
        ("several_fillers", _has_several_fillers(proposal, source)),
        ("choices_unlike", _is_unlike(proposal)),
        ("trivial", any(_is_trivial(each) for each in proposal.asked) or _is_stock(proposal)),
        ("not_verbatim", not _is_verbatim(proposal)),
    )
    for code, holds in checks:
        if holds:
            return code
    if problems(question, (source.article,)):
        return "wrong"
    return "doubtful" if any(doubts(question, (source.article,))) else ""


def _is_trivial(term: str) -> bool:
    return term in lexicon.words("trivial") or len(term) > _LONGEST


def _is_stock(proposal: Proposal) -> bool:
    """Whether an idiom is asked, which one fills in by ear: 职工____的素材, 喜闻乐见."""
    is_one = len(proposal.asked) == 1 and proposal.question.kind in (Kind.BLANK, Kind.SINGLE)
    return is_one and len(proposal.asked[0]) == 4 and tag(proposal.asked[0]) in ("i", "l")


def is_near(proposal: Proposal, others: Sequence[Proposal]) -> bool:
    """Whether another draft asks nearly the same."""
    return any(_are_near(proposal, other) for other in others)


def share_words(proposal: Proposal, others: Sequence[Proposal]) -> bool:
    """Whether another draft stands on the same clauses: one may tell the other's answer."""
    return any(
        proposal.passage == other.passage
        and proposal.sentence.start == other.sentence.start
        and proposal.span[0] < other.span[1]
        and other.span[0] < proposal.span[1]
        for other in others
    )


def _are_near(one: Proposal, other: Proposal) -> bool:
    if one.passage == other.passage and set(one.asked) & set(other.asked):
        return True
    if _ask_within(one, other) or _ask_within(other, one):
        return True
    stems_of = [core(simplified(each.question.stem.split("》", 1)[-1])) for each in (one, other)]
    if fuzz.ratio(*stems_of) > _ALIKE:
        return True
    return one.question.kind is other.question.kind and set(one.asked) == set(other.asked)


def _ask_within(one: Proposal, other: Proposal) -> bool:
    """Whether what one asks for are pieces of what the other does: 故障 of 设备无故障."""
    if one.sentence != other.sentence:
        return False
    return all(any(each in whole for whole in other.asked) for each in one.asked)


def tells(one: Proposal, others: Sequence[Proposal]) -> bool:
    """Whether its stem says what another asks, or another's what it asks."""
    return any(_says(one, other) or _says(other, one) for other in others)


def _says(one: Proposal, other: Proposal) -> bool:
    if one.sentence != other.sentence:
        return False
    # 六 of 六成 is found by its unit.
    unit = other.frame[1][:1]
    asked = [each if len(each) > 1 else each + unit for each in other.asked]
    return any(_stands_in(each, one.question.stem) for each in asked)


def has_slip(text: str) -> bool:
    """Whether a piece of text looks misprinted: 就近就近, 爱爱岗, a mark that never closes."""
    if _DOUBLED.search(text) or _STUTTER.search(text) or _COMMA.search(text):
        return True
    words = tagged(text)
    for before, after in pairwise(words):
        is_twice = before.text[-1] == after.text[0] and "一" <= after.text[0] <= "鿿"
        # 管理理念 is two words that happen to meet so.
        if is_twice and 1 in (len(before.text), len(after.text)):
            return True
    return bool(re.search("[，,、；;]{2}", text))


def _has_slip(proposal: Proposal) -> bool:
    text, (start, end) = proposal.sentence.text, proposal.span
    commas = _COMMA.finditer(text)
    return has_slip(text[start:end]) or any(
        each.start() < end and start < each.end() for each in commas
    )


def _shows_misprint(proposal: Proposal, article: Article) -> bool:
    piece = proposal.sentence.text[slice(*proposal.span)]
    question = proposal.question
    shown = [piece, question.stem, *question.choices, *(q.text for q in question.quotes)]
    return any(article.misprints_in(each) for each in shown)


def _opens_with_a_pronoun(stem: str) -> bool:
    said = re.split("[：，]", stem, maxsplit=1)[-1]
    return bool(_PRONOUN.match(said) or _PRONOUN.match(stem))


def _is_given_away(proposal: Proposal) -> bool:
    """Whether the stem, or the title in it, says the answer, or a wrong choice by its form."""
    question = proposal.question
    if question.kind is Kind.TRUE_FALSE:
        return False
    stem = core(simplified(question.stem))
    if question.kind in (Kind.BLANK, Kind.SHORT):
        return any(_stands_in(core(simplified(each[0])), stem) for each in question.accepted)
    if proposal.way == "term choice" and _is_echoed(question, stem):
        return True
    for place, choice in enumerate(question.choices):
        if _stands_in(core(simplified(choice)), stem):
            return True
        # Of the points of a set every one is a choice each time.
        is_shown = proposal.way not in ("part choice", "set choice", "set not")
        if (
            is_shown
            and place in question.right
            and len(choice) > 2
            and question.kind is Kind.SINGLE
        ):
            lengths = [len(each) for at, each in enumerate(question.choices) if at != place]
            if len(choice) > 1.6 * max(lengths) or len(choice) < 0.6 * min(lengths):
                return True
    return False


def _is_echoed(question: Question, stem: str) -> bool:
    """Whether the stem has a word of the right choice, and of no other: 问题导向 … 解决问题."""
    echoed = [overlap(choice, stem) for choice in question.choices]
    return all(echoed[at] == (at in question.right) for at in range(len(echoed)))


def _stands_in(answer: str, stem: str) -> bool:
    if answer.isdecimal():
        return bool(re.search(rf"(?<!\d){answer}(?!\d)", stem))
    return len(answer) > 1 and answer in stem


def _has_several_fillers(proposal: Proposal, source: Source) -> bool:
    """Whether the words around the gap stand elsewhere around something else."""
    before, after = proposal.frame
    if proposal.question.kind is not Kind.BLANK or not (before or after):
        return False
    if len(proposal.asked) == 1 and len(before) + len(after) < 3:
        return True
    frame = rf"{re.escape(before)}([^，。；,;\n]{{1,16}}?){re.escape(after)}"
    if not (before and after):
        return False
    fillers = set(re.findall(frame, source.whole))
    return len(proposal.asked) == 1 and len(fillers) > 1


def _has_a_true_distractor(proposal: Proposal, source: Source) -> bool:
    """Whether a wrong choice, or a false statement, stands in what is quoted."""
    question = proposal.question
    here = "".join(quote.text for quote in question.quotes)
    if question.kind is Kind.TRUE_FALSE:
        return any(each in source.whole for each in proposal.wrong)
    if not is_choice(question):
        return False
    for wrong in proposal.wrong:
        if proposal.way in ("figure choice",):
            continue
        if wrong in here or any(wrong in each or each in wrong for each in proposal.asked):
            return True
    return False


def _is_unlike(proposal: Proposal) -> bool:
    """Whether the choices are of different sorts, or one contains another."""
    question = proposal.question
    if not is_choice(question):
        return False
    if any(a in b or b in a for a, b in combinations(question.choices, 2)):
        return True
    figures = [bool(_DIGITS.search(each)) for each in question.choices]
    if len(set(figures)) > 1:
        return True
    lengths = [len(each) for each in question.choices]
    if proposal.way in ("part choice", "set choice", "set not"):
        return False
    return max(lengths) > 2 * min(lengths) + 3


def _is_verbatim(proposal: Proposal) -> bool:
    quoted = "".join(quote.text for quote in proposal.question.quotes)
    return all(each in quoted for each in proposal.asked)
