"""Messages pushed to many: what is to be sent, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from questions.question import Kind, Question

# A message that was being sent when the process ended is sent once more after this long.
FORGOTTEN = timedelta(seconds=60)
# What was handed out may not have been sent yet, so one kill after another must lose nobody. What
# ends the process each time is left alone after so many.
TRIES = 5
# In flight at once, and so the most that a kill can have repeated.
IN_FLIGHT = 16
TEXT_LIMIT = 3500


# What a message of a kind tells of; plain JSON.
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message to one person: a `text`, or a `kind` with `facts` that the front finds words for
    in their `language`."""

    push_id: int
    person_id: int
    text: str
    kind: str = ""
    facts: Facts = field(default_factory=dict)
    language: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """People of one push, by what has become of its message to them."""

    waiting: int
    sending: int
    sent: int
    blocked: int
    failed: int

    @property
    def total(self) -> int:
        return self.waiting + self.sending + self.sent + self.blocked + self.failed


def packed(question: Question) -> dict[str, Any]:
    """What a message shows of a question, as plain JSON."""
    return {
        "kind": question.kind.value,
        "stem": question.stem,
        "choices": list(question.choices),
        "right": sorted(question.right),
        "accepted": list(map(list, question.accepted)),
    }


def unpacked(facts: Facts) -> Question:
    return Question(
        key="",
        kind=Kind(facts["kind"]),
        stem=facts["stem"],
        choices=tuple(facts["choices"]),
        right=frozenset(facts["right"]),
        accepted=tuple(map(tuple, facts["accepted"])),
    )
