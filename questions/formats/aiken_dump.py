"""Aiken as exam programs print it: QUESTION 1, Section: (none), and what explains an answer."""

import re
from collections.abc import Sequence

_HEAD = re.compile(r"\s*QUESTION\s?(?:NO\s?)?[:.#]?\s?\d{1,4}\s*[:.]?\s*", re.IGNORECASE)
_SECTION = re.compile(r"\s*Section\s*:\s*\(none\)\s*", re.IGNORECASE)
_ANSWER = re.compile(r"\s*ANSWERS?\s*[:：].{0,200}", re.IGNORECASE)
_LABEL = re.compile(
    r"\s*(?:explanation\s?/\s?reference|explanation|references?|rationale|(?:general\s)?feedback)"
    r"\s*(?:[:：]\s*|$)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\s*[(（]?[Aa]\s?[).．、:：）]")
_LONGEST = 2000


def told(lines: Sequence[str]) -> list[str]:
    """As many lines, with the explanation of each answer in one of them, and without those that
    say nothing."""
    made = ["" if _SECTION.fullmatch(line) else line for line in lines]
    heads = [place for place, line in enumerate(made) if _HEAD.fullmatch(line)]
    if len(heads) < 2:
        return _wrapped(made)
    is_open = False
    for start, end in zip(heads, [*heads[1:], len(made)], strict=True):
        # A question without answer ends where the next one begins.
        made[start] = "ANSWER:" if is_open else ""
        filled = [place for place in range(start + 1, end) if made[place]]
        answer = next((place for place in filled if _ANSWER.fullmatch(made[place])), None)
        is_open = answer is None and bool(filled)
        if answer is not None:
            _gather(made, [place for place in filled if place > answer])
    return made


def _wrapped(made: list[str]) -> list[str]:
    """Explanations that go on in the lines right below, up to what begins a question."""
    for place, line in enumerate(made):
        label, above = _LABEL.match(line), made[max(0, place - 3) : place]
        if label is None or not any(map(_ANSWER.fullmatch, above)):
            continue
        end = place + 1
        while end < len(made) and made[end] and not _begins(made[end]):
            end += 1
        following = next((made[at] for at in range(end, len(made)) if made[at]), "")
        if _begins(following):
            # The line above an option A is a stem.
            end = end - 1 if label.end() == len(line) else place + 1
        _gather(made, range(place, max(end, place + 1)))
    return made


def _begins(line: str) -> bool:
    return bool(_FIRST.match(line) or _ANSWER.fullmatch(line))


def _gather(made: list[str], places: Sequence[int]) -> None:
    """These lines as one explanation in the first of them."""
    texts = [made[at][match.end() if (match := _LABEL.match(made[at])) else 0 :] for at in places]
    for at in places:
        made[at] = ""
    if said := " ".join(text.strip() for text in texts if text.strip()):
        made[places[0]] = f"Explanation: {said[:_LONGEST]}"
