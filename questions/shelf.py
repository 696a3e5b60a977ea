"""Banks as a trainer keeps them: how they stand, and what taking one in did."""

from dataclasses import dataclass

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A bank in a list. `proposed` counts questions whose quotes nobody has accepted yet;
    `may_change` is said of who looks at it."""

    id: int
    key: str
    title: str
    state: str
    questions: int
    proposed: int
    owner_id: int | None
    may_change: bool = True


@dataclass(frozen=True, slots=True)
class Stocked:
    """What taking in a bank did: questions new, changed, as before, and gone."""

    bank_id: int
    new: int
    changed: int
    same: int
    gone: int
