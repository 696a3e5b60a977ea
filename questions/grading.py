"""How an answer earns its points."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from questions.question import Kind, Question
from questions.typed.verdict import Verdict, worst

__all__ = ["Grade", "Part", "Verdict", "grade_choice", "grade_typed", "judge"]

_LISTED = re.compile(r"[、，,;；\n]+")


@dataclass(frozen=True, slots=True)
class Part:
    """How one blank or one key point went. `expected` is the wording to show first.

    `given` is the part of the answer that was judged for it, for a key point the wording that
    was recognised; "" when there was none.
    """

    verdict: Verdict
    expected: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer earned: `points` from 0 to 1.

    The verdict is `accept` for full points, `reject` for an answer with nothing in it, `almost`
    for whatever lies between. `parts` has one entry a blank or key point, in the question's
    order; it is empty for choices.
    """

    points: float
    verdict: Verdict
    parts: tuple[Part, ...] = ()

    @property
    def is_right(self) -> bool:
        return self.verdict is Verdict.ACCEPT


def grade_choice(question: Question, picked: frozenset[int], partial: bool = False) -> Grade:
    """All or nothing; with `partial`, a `multiple` earns (right − wrong picked) / right, from 0.

    `picked` holds places among the question's own choices, as `right` does.
    """
    right = question.right
    if picked == right and right:
        return Grade(1.0, Verdict.ACCEPT)
    net = len(picked & right) - len(picked - right)
    if not partial or len(right) < 2 or net <= 0:
        return Grade(0.0, Verdict.REJECT)
    return Grade(net / len(right), Verdict.ALMOST)


def grade_typed(question: Question, text: str) -> Grade:
    """Points are the share of blanks or key points that are right; `parts` says which."""
    # Loaded with the first typed answer, as its grammar is long: `run` starts the faster.
    from questions.typed import blanks, lists, points
    from questions.typed.plain import contexts

    if question.kind is Kind.SHORT:
        found = [points.find(wordings, text) for wordings in question.accepted]
        return _graded(question.accepted, found)
    if question.typed_as == "enum":
        items = _items(question.accepted)
        listed = lists.find(items, text, contexts(question.stem, 1)[0])
        graded = _graded(items, list(zip(listed.verdicts, listed.given, strict=True)))
        verdict = listed.verdict(question.ordered)
        # Naming everything there is must not earn what naming the right things does.
        spoilt = verdict is Verdict.REJECT and (graded.points == 1.0 or listed.has_strangers)
        return Grade(0.0, verdict, graded.parts) if spoilt else graded
    asked = blanks.blanks(question.accepted, question.stem, question.typed_as)
    filled = blanks.fill(asked, text, question.stem, question.ordered) if asked else ()
    return _graded(question.accepted, [(each.verdict, each.given) for each in filled])


def judge(
    kind: str, reference: object, typed: str, question: str = "", ordered: bool = False
) -> Verdict:
    """Judge a typed text as `grade` on the command line does.

    `kind` is number, term, clause, enum or blanks; another is inferred from the reference, which
    is a text, a list of wordings, or a list of items each with its wordings.
    """
    from questions.typed import blanks, lists
    from questions.typed.plain import contexts

    if kind == "enum":
        listed = lists.find(_items(_nested(reference)), typed, contexts(question, 1)[0])
        return listed.verdict(ordered)
    accepted: Sequence[Sequence[str]] = (_flat(reference),)
    if kind == "blanks":
        accepted = _nested(reference) if not isinstance(reference, str) else _cut(reference)
    asked = blanks.blanks(accepted, question, "" if kind == "blanks" else kind)
    filled = blanks.fill(asked, typed, question, ordered) if asked else ()
    return worst(each.verdict for each in filled)


def _graded(accepted: Sequence[Sequence[str]], found: list[tuple[Verdict, str]]) -> Grade:
    parts = tuple(
        Part(verdict, wordings[0] if wordings else "", given)
        for wordings, (verdict, given) in zip(accepted, found, strict=True)
    )
    verdicts = [part.verdict for part in parts]
    earned = verdicts.count(Verdict.ACCEPT) / len(parts) if parts else 0.0
    is_close = bool(parts) and all(each is Verdict.ALMOST for each in verdicts)
    if earned == 1.0:
        return Grade(1.0, Verdict.ACCEPT, parts)
    return Grade(earned, Verdict.ALMOST if earned or is_close else Verdict.REJECT, parts)


def _items(accepted: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """The items of an enumeration; one wording that enumerates them is cut up."""
    if len(accepted) != 1 or not accepted[0]:
        return accepted
    return [[item.strip()] for item in _LISTED.split(accepted[0][0]) if item.strip()]


def _cut(reference: str) -> list[list[str]]:
    return [[blank.strip()] for blank in re.split("[;；]", reference) if blank.strip()]


def _nested(reference: object) -> list[list[str]]:
    return (
        [_flat(each) for each in reference] if isinstance(reference, list) else [_flat(reference)]
    )


def _flat(reference: object) -> list[str]:
    if isinstance(reference, list):
        return [text for each in reference for text in _flat(each)]
    return [str(reference)]
