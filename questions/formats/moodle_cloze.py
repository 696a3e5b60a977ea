r"""Moodle's cloze: gaps with their answers within the text, {1:SHORTANSWER:=Paris~%50%Lutetia}."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from questions.formats import weighed
from questions.formats.finding import Finding, Judged, Remarks
from questions.formats.item import Answer, Item

_TYPED = "SHORTANSWER(?:_C)?|SAC?|MWC?"
_PICKED = "MULTICHOICE(?:_[HVS]{1,2})?|MC[HVS]{0,2}"
_GAP = re.compile(
    rf"\{{\d{{0,3}}:(?:(?P<typed>{_TYPED})|(?P<number>NUMERICAL|NM)|(?P<picked>{_PICKED})|[A-Z_]+):"
    r"(?P<inside>(?:\\.|[^\\}])*)\}",
    re.DOTALL,
)
_BETWEEN = re.compile(r"(?<!\\)~")
_FEEDBACK = re.compile(r"(?<!\\)#")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,9})?)%")
_ESCAPED = re.compile(r"\\([}~#=/\"\\])")
_BLANK = "____"


@dataclass(frozen=True, slots=True)
class _Gap:
    sort: str
    answers: tuple[Answer, ...]


def judged(item: Item) -> Judged:
    """Gaps that are typed are blanks; one that is picked is a choice; no others are held."""
    gaps = [_gap(found) for found in _GAP.finditer(item.stem)]
    stem = replace(item, stem=_GAP.sub(_BLANK, item.stem))
    sorts = {gap.sort for gap in gaps}
    if sorts == {"picked"} and len(gaps) == 1:
        return weighed.choice(replace(stem, answers=gaps[0].answers), is_single=True)
    if not gaps or not sorts <= {"typed", "number"}:
        return Judged(None, Finding("cloze_not_held", "kind"), Remarks())
    if len(gaps) > 1 and any(map(_is_vague, gaps)):
        return Judged(None, Finding("cloze_not_held", "kind"), Remarks())
    if len(gaps) == 1:
        way = weighed.number if sorts == {"number"} else weighed.typed
        return way(replace(stem, answers=gaps[0].answers))
    return weighed.blanks(stem, [list(_best(gap)) for gap in gaps])


def _gap(found: re.Match[str]) -> _Gap:
    answers = tuple(_answers(found["inside"], is_number=bool(found["number"])))
    sort = next((name for name in ("typed", "number", "picked") if found[name]), "")
    return _Gap(sort, answers)


def _answers(inside: str, is_number: bool) -> Iterator[Answer]:
    for piece in _BETWEEN.split(inside):
        weight, text = 0.0, piece.strip()
        if text.startswith("="):
            weight, text = 100.0, text[1:]
        elif share := _WEIGHT.match(text):
            weight, text = float(share[1]), text[share.end() :]
        text, *feedback = _FEEDBACK.split(text, maxsplit=1)
        value, _, margin = text.partition(":") if is_number else (text, "", "")
        yield Answer(
            _bare(value), weight, _bare("".join(feedback)), margin=_margin(margin) if margin else 0
        )


def _best(gap: _Gap) -> Iterator[str]:
    best = max((each.weight for each in gap.answers), default=0)
    return (each.text for each in gap.answers if 0 < best <= each.weight)


def _is_vague(gap: _Gap) -> bool:
    """Whether a number beside others may be off by some: that could not be said of one blank."""
    return any(each.margin for each in gap.answers) or any(
        "*" in each.text for each in gap.answers
    )


def _margin(text: str) -> float:
    try:
        return abs(float(text.strip()))
    except ValueError:
        return 1.0


def _bare(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()
