"""An article in, drafts out: the best of every paragraph before a second of any."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from questions.articles import Article
from questions.drafting import (
    choice,
    cloze,
    defined,
    enumeration,
    expanded,
    lexicon,
    matched,
    named,
    orders,
    parts,
    sets,
    true_false,
)
from questions.drafting.gate import is_near, refused, share_words, tells
from questions.drafting.proposal import Proposal, keyed
from questions.drafting.source import opened
from questions.question import Kind, Question

COUNT = 15
_WAYS = (
    cloze, named, defined, expanded, enumeration, matched, sets, choice, orders, parts,
    true_false,
)  # fmt: skip
# Wrong words that fit as well as the right one are a last resort.
_WORDING, _LAST_RESORT = ("pair choice", "term choice"), 2
# What one more of a kind, and of a way of asking, costs: a bank of one sort is dull.
_SAME_WAY, _SAME_KIND = 0.6, 0.3
# What a statement costs that leaves the true and the false ones uneven.
_OTHER_TRUTH = 1.0
# What the first statement of an article has ahead of the rest.
_FIRST_STATEMENT = 2
# Ways of which more than so many are dull: those that ask for the wording, or where it stands.
_DULL = (
    ("pair choice",),
    ("term choice",),
    ("nickname blank",),
    ("part choice", "set choice"),
)
_MOST = 2
# More drafts from one sentence are not wanted, unless there is nothing else to ask.
_OF_ONE_SENTENCE, _AT_LAST = 2, 3
# What is worth less is left, though fewer come than are wanted.
_LEAST = 5.6


@dataclass(frozen=True, slots=True)
class Drafted:
    """The drafts in the order of the article, and how many were thrown away for which reason."""

    questions: tuple[Question, ...]
    thrown: Mapping[str, int]


def draft(article: Article, count: int = COUNT, seed: int = 0) -> Drafted:
    """At most `count` drafts; the same article and seed give the same. Loads jieba."""
    source = opened(article)
    thrown: Counter[str] = Counter()
    sound: list[Proposal] = []
    for way in _WAYS:
        for proposal in way.proposals(source, seed):
            if reason := refused(proposal, source):
                thrown[reason] += 1
            elif proposal.merit >= _LEAST:
                sound.append(proposal)
    # A bank is read like a coin: the first statement of an article may be either.
    starts_true = Random(f"{seed} {article.title}").random() < 0.5
    picked = _picked(sound, count, thrown, starts_true)
    picked.sort(key=lambda each: (each.passage, each.sentence.start, each.span, each.way))
    questions = [keyed(each.question, number) for number, each in enumerate(picked, start=1)]
    return Drafted(tuple(questions), dict(sorted(thrown.items())))


def _picked(
    sound: list[Proposal], count: int, thrown: Counter[str], starts_true: bool
) -> list[Proposal]:
    """Round after round, one of each paragraph that still has any, the paragraphs in order.

    Clauses that nothing has asked yet come first; those that have been asked help out.
    """
    picked: list[Proposal] = []
    for is_strict, most in (
        (True, _OF_ONE_SENTENCE),
        (False, _OF_ONE_SENTENCE),
        (False, _AT_LAST),
    ):
        left = [each for each in sound if each not in picked]
        _pick(
            left,
            picked,
            count,
            thrown if most < _AT_LAST else Counter(),
            is_strict,
            most,
            starts_true,
        )
    return picked


def _pick(
    left: list[Proposal],
    picked: list[Proposal],
    count: int,
    thrown: Counter[str],
    is_strict: bool,
    most: int,
    starts_true: bool,
) -> None:
    while left and len(picked) < count:
        waiting = {each.passage for each in left}
        while waiting and len(picked) < count:
            here = [each for each in left if each.passage in waiting]
            if not here:
                break
            best = max(here, key=lambda each: _worth(each, picked, starts_true))
            left.remove(best)
            if is_strict and share_words(best, picked):
                continue
            if _is_one_too_many(best, picked, most):
                continue
            if is_near(best, picked) or tells(best, picked):
                thrown["duplicate"] += not is_strict
                continue
            picked.append(best)
            waiting.remove(best.passage)


def _is_flourish(proposal: Proposal) -> bool:
    shown = proposal.sentence.text[slice(*proposal.span)]
    return any(each in shown for each in lexicon.words("flourish"))


def _is_one_too_many(best: Proposal, picked: list[Proposal], most: int) -> bool:
    here = [each for each in picked if each.sentence.text == best.sentence.text]
    if sum(each.passage == best.passage for each in here) >= most:
        return True
    alike = next((each for each in _DULL if best.way in each), ())
    return bool(alike) and sum(each.way in alike for each in picked) >= _MOST


def _worth(proposal: Proposal, picked: list[Proposal], starts_true: bool) -> float:
    ways = sum(each.way == proposal.way for each in picked)
    kinds = Counter(each.question.kind for each in picked)
    worth = proposal.merit - _SAME_WAY * ways - _SAME_KIND * kinds[proposal.question.kind]
    worth -= _LAST_RESORT * (proposal.way in _WORDING)
    worth -= _LAST_RESORT * _is_flourish(proposal)
    if proposal.question.kind is Kind.TRUE_FALSE:
        stated = [each.question for each in picked if each.question.kind is Kind.TRUE_FALSE]
        lead = sum(1 if each.is_true else -1 for each in stated)
        wanted = lead < 0 or (lead == 0 and starts_true)
        worth += _FIRST_STATEMENT * (not stated)
        worth -= _OTHER_TRUTH * (proposal.question.is_true != wanted)
    return worth
