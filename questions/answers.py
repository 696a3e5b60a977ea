"""From a key as other programs write it (letters, indexes, texts) to the texts that are right."""

import re
from collections.abc import Sequence

from questions.question import LETTERS, Kind

_LABEL = re.compile(r"^\s*[(（【\[]?([A-La-l])[)）】\].．、:：,，\s]\s*(?=\S)")


def bare_choices(options: Sequence[object]) -> tuple[str, ...]:
    """The choices without labels such as `A.`, where every one of them has the expected one."""
    texts = [str(option) for option in options]
    labels = [_LABEL.match(text) for text in texts]
    expected = zip(labels, LETTERS, strict=False)
    if all(label and label[1].upper() == letter for label, letter in expected):
        return tuple(
            text[label.end() :] for text, label in zip(texts, labels, strict=True) if label
        )
    return tuple(texts)


def right_texts(kind: str, options: Sequence[object], answer: object) -> tuple[str, ...]:
    """The texts of the right answer: one a right choice, blank or key point.

    For `true_false` there are none: its statement says it all. What cannot be placed among the
    options is taken for a text.
    """
    if kind == Kind.TRUE_FALSE or answer is None:
        return ()
    parts = list(answer) if isinstance(answer, list | tuple) else [answer]
    choices = bare_choices(options)
    if not choices:
        return tuple(_first(part) for part in parts if _first(part))
    return tuple(text for part in parts for text in _placed(part, choices))


def _placed(part: object, choices: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(part, int) and not isinstance(part, bool):
        return (choices[part],) if 0 <= part < len(choices) else ()
    text = str(part).strip()
    if text in choices:
        return (text,)
    letters = re.sub(r"[\s,，、;；|]", "", text).upper()
    if letters and all(letter in LETTERS[: len(choices)] for letter in letters):
        return tuple(choices[LETTERS.index(letter)] for letter in letters)
    if text.isdigit() and int(text) < len(choices):
        return (choices[int(text)],)
    return bare_choices([text]) if text else ()


def _first(part: object) -> str:
    if isinstance(part, list | tuple):
        return str(part[0]).strip() if part else ""
    return str(part).strip()
