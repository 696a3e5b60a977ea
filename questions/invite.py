"""An invitation while an admin puts it together, one choice after another."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from questions.errors import OldScreen
from questions.people import Invited, Role
from questions.stamps import stamped

# What the command is called that draws a new screen.
COMMAND = "invite"
# To choose from; 0 is without limit.
DAYS = (1, 7, 30, 0)
USES = (1, 10, 50, 0)

_PACKED = re.compile(r"(employee|trainer|admin)?\.([0-9]{1,10})?\.(0|1|7|30)?\.(0|1|10|50)?")
_STEPS = ("role", "department", "days", "uses")


@dataclass(frozen=True, slots=True)
class Inviting:
    """What was chosen so far, None for what was not. `department` is a stamp, 0 for none."""

    role: Role | None = None
    department: int | None = None
    days: int | None = None
    uses: int | None = None

    @property
    def step(self) -> str | None:
        """What is to be chosen next; None when all is."""
        return next((step for step in _STEPS if getattr(self, step) is None), None)

    def packed(self) -> str:
        """At most 25 characters, none of them a colon."""
        parts = (getattr(self, step) for step in _STEPS)
        return ".".join("" if part is None else str(part) for part in parts)

    def back(self) -> Self:
        """Without the last choice."""
        done = [step for step in _STEPS if getattr(self, step) is not None]
        return replace(self, **{done[-1]: None}) if done else self

    def department_among(self, names: Iterable[str]) -> str:
        """The chosen department, "" for none; refused where it is not among these any more."""
        if not self.department:
            return ""
        name = stamped(self.department, names)
        if name is None:
            raise OldScreen(command=COMMAND)
        return name

    def invited(self, names: Iterable[str]) -> Invited:
        """What the invitation gives; refused while something is not chosen."""
        if self.role is None or self.days is None or self.uses is None:
            raise OldScreen(command=COMMAND)
        valid_for = timedelta(days=self.days) if self.days else None
        return Invited(self.role, self.department_among(names), valid_for, self.uses or None)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A new invitation. Its code is said once; `until` is None where it has no end."""

    code: str
    invited: Invited
    until: datetime | None


def unpacked(text: str) -> Inviting:
    """What `packed` was said of; anything else is no choice of ours."""
    found = _PACKED.fullmatch(text)
    if found is None:
        raise OldScreen(command=COMMAND)
    role, *numbers = found.groups()
    department, days, uses = (None if n is None else int(n) for n in numbers)
    return Inviting(Role(role) if role else None, department, days, uses)
