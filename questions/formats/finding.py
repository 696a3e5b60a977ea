"""What one entry comes to: a question or the reason against it, and what was assumed."""

import dataclasses
from collections.abc import Mapping

from questions.question import Question


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """Why an entry is no question: a code with its facts, as `questions.validation` has them."""

    code: str
    field: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(slots=True)
class Remarks:
    """What had to be assumed about an entry, by code."""

    said: list[tuple[str, Mapping[str, object]]] = dataclasses.field(default_factory=list)

    def say(self, code: str, **facts: object) -> None:
        self.said.append((code, facts))


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    question: Question | None
    finding: Finding | None
    remarks: Remarks
