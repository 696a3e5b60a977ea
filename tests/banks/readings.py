"""What blind readers answered, and how that compares with the keys as they are today."""

import json
from dataclasses import dataclass
from pathlib import Path

from questions.grading import grade_typed
from questions.question import Bank, Kind, Question

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reading:
    """One question of one bank. `open` was given with the article open, `closed` without having
    read it (None for typed kinds, which nobody can guess). Choices are given by their texts."""

    question: Question
    stem: str
    choices: tuple[str, ...]
    open: str | list[str]
    closed: str | list[str] | None

    @property
    def is_of_today(self) -> bool:
        """Whether what was read is what the bank asks now."""
        return (self.stem, self.choices) == (
            self.question.stem,
            tuple(sorted(self.question.choices)),
        )


def readings(bank: Bank) -> list[Reading]:
    """All that was recorded of a bank; a question that nobody has read is a KeyError."""
    rows = {row["id"]: row for row in json.loads((HERE / f"{bank.key}.json").read_text("utf-8"))}
    return [_reading(question, rows[question.key]) for question in bank.questions]


def agrees(question: Question, given: str | list[str]) -> bool:
    """Whether an answer is right by the key."""
    if question.kind is Kind.TRUE_FALSE:
        return (given == "true") == question.is_true
    if question.kind.is_typed:
        return grade_typed(question, str(given)).points >= 1
    return set(given) == {question.choices[place] for place in question.right}


def _reading(question: Question, row: dict) -> Reading:
    choices = tuple(row.get("choices", ()))
    return Reading(question, row["stem"], choices, row["open"], row.get("closed"))
