"""Invitations as an admin puts them together: a department may be typed on the way."""

from datetime import datetime

from sqlmodel import Session

from db import people, talk
from questions.invite import Invitation, Inviting
from questions.people import Permission

# What the next text is awaited for: a department's name. It stays in the row once it is typed,
# for nobody is in that department yet who would keep its name.
AWAITING = "invite"
_APART = "|"


def departments(session: Session, actor_id: int) -> list[str]:
    """The departments to choose from, and the one that was typed for this invitation."""
    people.authorise(session, actor_id, Permission.INVITE)
    _, typed = _awaited(session, actor_id)
    names = people.departments(session)
    return [*names, typed] if typed and typed not in names else names


def await_department(session: Session, actor_id: int, chosen: Inviting) -> None:
    people.authorise(session, actor_id, Permission.INVITE)
    talk.expect(session, actor_id, AWAITING, chosen.packed() + _APART)


def type_department(session: Session, actor_id: int, name: str) -> str:
    """Keep the typed name for this invitation; what was chosen before, packed."""
    people.authorise(session, actor_id, Permission.INVITE)
    chosen, _ = _awaited(session, actor_id)
    talk.expect(session, actor_id, AWAITING, chosen + _APART + name)
    return chosen


def make(session: Session, actor_id: int, chosen: Inviting, now: datetime) -> Invitation:
    """The invitation that was put together, with its code."""
    invited = chosen.invited(departments(session, actor_id))
    code = people.invite(session, actor_id, invited, now)
    if (talk.expected(session, actor_id) or ("", ""))[0] == AWAITING:
        talk.forget(session, actor_id)
    return Invitation(code, invited, now + invited.valid_for if invited.valid_for else None)


def _awaited(session: Session, actor_id: int) -> tuple[str, str]:
    """What was chosen, packed, and the department that was typed after it, if any."""
    awaiting, subject = talk.expected(session, actor_id) or ("", "")
    chosen, _, typed = subject.partition(_APART) if awaiting == AWAITING else ("", "", "")
    return chosen, typed
