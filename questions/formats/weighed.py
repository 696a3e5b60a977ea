"""Decides what question an item of a learning platform is: weights become keys and wordings."""

import re
from collections.abc import Sequence
from dataclasses import replace

from questions.formats import own_marks
from questions.formats.finding import Finding, Judged, Remarks
from questions.formats.item import Answer, Item, said
from questions.formats.normal import is_broken, plain
from questions.formats.options import without_labels
from questions.formats.own_marks import Marks
from questions.question import Kind, Question, Quote

KEY_LIMIT = 64
_TRUE = frozenset(("true", "t", "对", "正确", "√", "wahr", "richtig", "vrai", "verdadero", "vero",
                   "verdadeiro", "waar", "верно", "是"))  # fmt: skip
_FALSE = frozenset(("false", "f", "错", "错误", "×", "falsch", "faux", "falso", "onwaar",
                    "неверно", "否"))  # fmt: skip
_POINTS_AT_PICTURE = re.compile(
    r"图|照片|\b(?:figures?|pictures?|images?|diagrams?|graphs?|charts?|photos?|shown|maps?"
    r"|illustrat\w+|depicted)\b",
    re.IGNORECASE,
)
_STAR = re.compile(r"(?<!\\)\*")
_NUMBER = re.compile(r"[+-]?(?:\d{1,30}(?:[.,]\d{0,30})?|[.,]\d{1,30})(?:[eE][+-]?\d{1,3})?")
_SAME = 1e-3


def choice(item: Item, is_single: bool | None) -> Judged:
    """None leaves it to the weights: several that earn something are a choice of several."""
    remarks = Remarks()
    return _judged(item, _choice(item, is_single, remarks), remarks)


def truth_of(item: Item, is_true: bool | None) -> Judged:
    if is_true is None:
        return _judged(item, Finding("truth_missing", "answer"), Remarks())
    right = frozenset({0 if is_true else 1})
    return _judged(item, Question("", Kind.TRUE_FALSE, item.stem, right=right), Remarks())


def typed(item: Item) -> Judged:
    """One blank, or as many as our own mark says; the best wordings count, the others are said."""
    remarks = Remarks()
    return _judged(item, _typed(item, remarks), remarks)


def number(item: Item) -> Judged:
    remarks = Remarks()
    return _judged(item, _number(item, remarks), remarks)


def blanks(item: Item, each: Sequence[Sequence[str]]) -> Judged:
    """Several blanks, each with its wordings."""
    remarks = Remarks()
    accepted: list[tuple[str, ...]] = []
    for number, wordings in enumerate(each, start=1):
        found = _without_stars(wordings, remarks) if wordings else ()
        if isinstance(found, Finding) or not found:
            missing = Finding("blank_empty", "answer", {"number": number})
            return _judged(item, found if isinstance(found, Finding) else missing, remarks)
        accepted.append(found)
    question = Question("", Kind.BLANK, item.stem, accepted=tuple(accepted))
    return _judged(item, question, remarks)


def essay(item: Item) -> Judged:
    """Key points, where our own export left them in the feedback; no other essay has a key."""
    points = _marks(item).points
    if not points:
        return _judged(item, Finding("essay_not_held", "kind"), Remarks())
    return _judged(item, Question("", Kind.SHORT, item.stem, accepted=points), Remarks())


def truth_word(text: str) -> bool | None:
    """True, false, or neither: only the words that stand in such questions."""
    word = plain(text).strip(".。")
    return True if word in _TRUE else False if word in _FALSE else None


def is_truth_pair(texts: Sequence[str]) -> bool:
    return len(texts) == 2 and {truth_word(each) for each in texts} == {True, False}


def marked_truth(answers: Sequence[Answer]) -> bool | None:
    """The truth of two answers: by their words or, in an unknown tongue, by their order."""
    right = [place for place, each in enumerate(answers) if each.weight > 0]
    if len(right) != 1:
        return None
    word = truth_word(answers[right[0]].text)
    return right[0] == 0 if word is None else word


def _judged(item: Item, made: Question | Finding, remarks: Remarks) -> Judged:
    finding = _unusable(item) or (made if isinstance(made, Finding) else None)
    if finding is not None or isinstance(made, Finding):
        return Judged(None, finding, remarks)
    if item.has_picture or any(each.has_picture for each in item.answers):
        remarks.say("pictures_left_out")
    marks = _marks(item)
    note = _note(item, made, marks)
    if any(text not in note for text in _feedbacks(item)):
        remarks.say("feedback_left_out")
    question = replace(
        made,
        key=item.key if len(item.key) <= KEY_LIMIT else "",
        difficulty=marks.difficulty or 1,
        tags=marks.tags,
        quotes=tuple(Quote("", text, 0) for text in marks.quotes),
        note=note,
        typed_as=made.typed_as or (marks.typed_as if made.kind is Kind.BLANK else ""),
        ordered=marks.ordered,
    )
    return Judged(question, None, remarks)


def _note(item: Item, question: Question, marks: Marks) -> str:
    """What everybody is told, then what who answered right is told; of a statement that is
    not explained otherwise, why it does not hold."""
    told = [marks.note, *_explained(item, question)]
    if not any(told) and question.kind is Kind.TRUE_FALSE:
        told = [said(item.wrong_feedback), *(said(each.feedback) for each in item.answers)]
    kept: list[str] = []
    for text in told:
        if text and not any(text in each for each in kept):
            kept.append(text)
    return "\n".join(kept)


def _marks(item: Item) -> Marks:
    return own_marks.read(item.feedback, item.tags)


def _explained(item: Item, question: Question) -> list[str]:
    best = max((each.weight for each in item.answers), default=0)
    right = [each.feedback for each in item.answers if each.weight >= best > 0]
    if question.kind is Kind.MULTIPLE:
        right = [each.feedback for each in item.answers if each.weight > 0]
    return [text for each in (item.right_feedback, *right) if (text := said(each))]


def _feedbacks(item: Item) -> list[str]:
    every = (item.right_feedback, item.wrong_feedback, *(each.feedback for each in item.answers))
    return [text for each in every if (text := said(each))]


def _unusable(item: Item) -> Finding | None:
    if not item.stem.strip():
        return Finding("picture_needed" if item.has_picture else "stem_missing", "stem")
    texts = (item.stem, item.feedback, *(each.text for each in item.answers))
    if any(is_broken(text) for text in texts):
        return Finding("text_broken", "stem")
    if any(each.has_picture and not each.text.strip() for each in item.answers):
        return Finding("picture_needed", "choices")
    if item.has_picture and _POINTS_AT_PICTURE.search(item.stem):
        return Finding("picture_needed", "stem")
    return None


def _choice(item: Item, is_single: bool | None, remarks: Remarks) -> Question | Finding:
    answers = item.answers
    if len(answers) < 2:
        return Finding("choices_few", "choices", {"count": len(answers), "limit": 2})
    best = max(each.weight for each in answers)
    if best <= 0:
        return Finding("right_missing", "answer")
    earning = [place for place, each in enumerate(answers) if each.weight > 0]
    top = [place for place in earning if best - answers[place].weight < _SAME]
    if is_single is None:
        is_single = len(earning) == 1 or (best >= 100 and len(top) == 1)
    if is_single and len(top) > 1:
        return Finding("right_not_one", "answer", {"count": len(top)})
    if len(top) < len(earning) or (is_single and best < 100 - _SAME):
        remarks.say("weights_left_out")
    right = frozenset(top if is_single else earning)
    kind = Kind.SINGLE if is_single else Kind.MULTIPLE
    choices = without_labels([each.text for each in answers])
    return Question("", kind, item.stem, choices=choices, right=right)


def _typed(item: Item, remarks: Remarks) -> Question | Finding:
    best = _best(item.answers, remarks)
    if not best:
        return Finding("blanks_missing", "answer")
    wordings = _without_stars([each.text for each in best], remarks)
    if isinstance(wordings, Finding):
        return wordings
    blanks_marked = _marks(item).blanks
    parted = own_marks.split(wordings, blanks_marked) if blanks_marked > 1 else None
    return Question("", Kind.BLANK, item.stem, accepted=parted or (wordings,))


def _best(answers: Sequence[Answer], remarks: Remarks) -> list[Answer]:
    """The answers that earn most. One that takes anything is there to answer the others."""
    earning = [each for each in answers if each.weight > 0 and each.text.strip()]
    best = max((each.weight for each in earning), default=0)
    kept = [each for each in earning if best - each.weight < _SAME]
    if len(kept) < len(earning) or (kept and best < 100 - _SAME):
        remarks.say("weights_left_out")
    return kept


def _without_stars(texts: Sequence[str], remarks: Remarks) -> tuple[str, ...] | Finding:
    """Wordings without the `*` that stand for anything; a `\\*` is a star."""
    exact = [text.replace("\\*", "*") for text in texts if not _STAR.search(text)]
    if exact:
        if len(exact) < len(texts):
            remarks.say("wildcards_left_out")
        return tuple(dict.fromkeys(exact))
    bare = [_STAR.sub("", text) if not _STAR.search(text.strip("* ")) else "" for text in texts]
    kept = [text for each in bare if (text := each.strip().replace("\\*", "*"))]
    if not kept:
        return Finding("wildcard_not_held", "answer", {"key": texts[0][:40]})
    remarks.say("wildcards_left_out")
    return tuple(dict.fromkeys(kept))


def _number(item: Item, remarks: Remarks) -> Question | Finding:
    best = _best(item.answers, remarks)
    if not best:
        return Finding("blanks_missing", "answer")
    exact = [each for each in best if each.margin is not None]
    if not exact:
        return Finding("range_not_held", "answer", {"key": best[0].text[:40]})
    wrong = next((each.text for each in exact if not is_number(each.text)), None)
    if wrong is not None:
        return Finding("number_unclear", "answer", {"key": wrong[:40]})
    if any(each.margin for each in best) or len(exact) < len(best):
        remarks.say("tolerance_left_out")
    wordings = tuple(dict.fromkeys(each.text.strip() for each in exact))
    return Question("", Kind.BLANK, item.stem, accepted=(wordings,), typed_as="number")


def is_number(text: str) -> bool:
    """A number alone, or with its unit behind a blank."""
    first = text.strip().split(" ", 1)[0]
    return _NUMBER.fullmatch(first) is not None
