"""People: who joins, who may do what, and how they are changed."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from db import journal, talk
from db.tables import InvitationRow, KnockRow, PersonRow
from questions.errors import (
    Deactivated,
    InvitationInvalid,
    LastAdmin,
    NotAMember,
    NotYours,
    PersonUnknown,
    Refusal,
)
from questions.people import (
    CODE_LENGTH,
    CODE_LETTERS,
    KNOCK_SPAN,
    KNOCKS,
    KNOCKS_OF_ALL,
    Invited,
    Permission,
    Person,
    Role,
    clean_name,
    code_hash,
    permit,
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever writes to the bot, as Telegram describes them."""

    id: int
    name: str
    username: str
    language: str


@dataclass(frozen=True, slots=True)
class Door:
    """How one may come in: whose Telegram ids are admins from the start, and is it open to all."""

    admins: frozenset[int]
    open: bool


def find(session: Session, person_id: int) -> Person | None:
    row = session.get(PersonRow, person_id)
    return row.to_person() if row else None


def authorise(
    session: Session,
    actor_id: int,
    permission: Permission,
    owner_id: int | None = None,
    refusal: type[Refusal] = NotYours,
) -> Person:
    """The actor, if the role kept here and now allows it; a refusal otherwise. With `owner_id`,
    the thing that it is done to must be the actor's own; `refusal` says so of another's."""
    row = session.get(PersonRow, actor_id)
    if row is None:
        raise NotAMember
    owns = owner_id is None or owner_id == actor_id
    permit(Role(row.role), row.active, permission, owns=owns, refusal=refusal)
    return row.to_person()


def enter(session: Session, visitor: Visitor, door: Door, now: datetime) -> Person:
    """Whoever says /start without a code: known, or let in by the door, or refused."""
    row = session.get(PersonRow, visitor.id)
    if row is None:
        if visitor.id in door.admins:
            row = _join(session, visitor, Role.ADMIN, "", now)
        elif door.open:
            row = _join(session, visitor, Role.EMPLOYEE, "", now)
        else:
            raise NotAMember
    elif visitor.id in door.admins and not (row.active and row.role == Role.ADMIN):
        # Named in the settings, so no admin can lock them out.
        row.role, row.active = Role.ADMIN.value, True
    if not row.active:
        raise Deactivated
    _remember_names(row, visitor)
    return row.to_person()


def accept(session: Session, visitor: Visitor, code: str, now: datetime) -> Person:
    """Come in by an invitation; one who is in already may gain a role by it, never lose one."""
    known = session.get(PersonRow, visitor.id)
    if known and not known.active:
        raise Deactivated
    invitation = session.exec(
        select(InvitationRow).where(InvitationRow.code_hash == code_hash(code)).with_for_update()
    ).first()
    if not _may_knock(session, visitor.id, now):
        raise InvitationInvalid
    if invitation is None or not _usable(session, invitation, now):
        _knock(session, visitor.id, now)
        raise InvitationInvalid
    role = Role(invitation.role)
    row = known or _join(session, visitor, role, invitation.department, now)
    if known:
        gains = _RANK[role] > _RANK[Role(known.role)]
        if not gains:
            return known.to_person()
        known.role = role.value
        known.department = known.department or invitation.department
    if invitation.uses_left is not None:
        invitation.uses_left -= 1
    journal.write(session, visitor.id, "joined", str(invitation.id), role=role.value)
    return row.to_person()


_RANK = {Role.EMPLOYEE: 0, Role.TRAINER: 1, Role.ADMIN: 2}


def seat(session: Session, visitor: Visitor, role: Role, department: str, now: datetime) -> Person:
    """Let somebody in with a role and without an invitation, as the sandbox does."""
    row = session.get(PersonRow, visitor.id)
    row = row or _join(session, visitor, role, department, now)
    return row.to_person()


def invite(session: Session, actor_id: int, invited: Invited, now: datetime) -> str:
    """A new code. It is said once and kept only as a hash."""
    authorise(session, actor_id, Permission.INVITE)
    return _new_invitation(session, actor_id, invited, now)


def claim(session: Session, now: datetime) -> str | None:
    """A one-time code for the first admin; None where there is an admin already."""
    if _admins(session):
        return None
    session.execute(delete(InvitationRow).where(col(InvitationRow.made_by).is_(None)))
    return _new_invitation(session, None, Invited(Role.ADMIN, uses=1), now)


def departments(session: Session) -> list[str]:
    rows = session.exec(
        select(PersonRow.department)
        .where(PersonRow.department != "")
        .distinct()
        .order_by(PersonRow.department)
    )
    return list(rows)


def set_role(session: Session, actor_id: int, person_id: int, role: Role) -> Person:
    authorise(session, actor_id, Permission.KEEP_PEOPLE)
    row = _row(session, person_id)
    if row.role == Role.ADMIN and role != Role.ADMIN:
        _keep_one_admin(session, row)
    journal.write(session, actor_id, "role", str(person_id), before=row.role, after=role.value)
    row.role = role.value
    return row.to_person()


def set_department(session: Session, actor_id: int, person_id: int, department: str) -> Person:
    authorise(session, actor_id, Permission.KEEP_PEOPLE)
    row = _row(session, person_id)
    journal.write(
        session, actor_id, "department", str(person_id), before=row.department, after=department
    )
    row.department = department
    return row.to_person()


def set_active(session: Session, actor_id: int, person_id: int, active: bool) -> Person:
    authorise(session, actor_id, Permission.KEEP_PEOPLE)
    row = _row(session, person_id)
    if not active and row.role == Role.ADMIN:
        _keep_one_admin(session, row)
    journal.write(session, actor_id, "active", str(person_id), before=row.active, after=active)
    row.active = active
    return row.to_person()


def await_own(session: Session, person_id: int, field: str, awaiting: str) -> None:
    """Take the next text for a new value of the person's own `field`."""
    authorise(session, person_id, Permission.PRACTISE)
    talk.expect(session, person_id, awaiting, field)


def set_own(
    session: Session,
    person_id: int,
    *,
    name: str | None = None,
    employee_number: str | None = None,
    department: str | None = None,
    language: str | None = None,
) -> Person:
    """Change what a person may change of their own; None leaves a thing as it is."""
    authorise(session, person_id, Permission.PRACTISE)
    if language is None:
        # It was typed, as it was asked for.
        talk.forget(session, person_id)
    row = _row(session, person_id)
    changes = {
        "name": name,
        "employee_number": employee_number,
        "department": department,
        "language": language,
    }
    for field, value in changes.items():
        if value is not None:
            setattr(row, field, value)
    return row.to_person()


def _may_knock(session: Session, telegram_id: int, now: datetime) -> bool:
    """Whether a code from this person is still looked at: few wrong ones are forgiven."""
    own = session.exec(
        select(func.count())
        .select_from(KnockRow)
        .where(KnockRow.telegram_id == telegram_id, KnockRow.knocked_at > now - KNOCK_SPAN)
    ).one()
    everyone = session.exec(
        select(func.count())
        .select_from(KnockRow)
        .where(KnockRow.knocked_at > now - timedelta(hours=1))
    ).one()
    return own < KNOCKS and everyone < KNOCKS_OF_ALL


def _knock(session: Session, telegram_id: int, now: datetime) -> None:
    """Note a code that did not fit."""
    session.execute(delete(KnockRow).where(col(KnockRow.knocked_at) < now - timedelta(days=1)))
    session.add(KnockRow(telegram_id=telegram_id, knocked_at=now))


def _join(
    session: Session, visitor: Visitor, role: Role, department: str, now: datetime
) -> PersonRow:
    row = PersonRow(
        id=visitor.id,
        role=role.value,
        department=department,
        language=visitor.language,
        joined_at=now,
    )
    _remember_names(row, visitor)
    session.add(row)
    session.flush()
    return row


def _remember_names(row: PersonRow, visitor: Visitor) -> None:
    row.telegram_name = clean_name(visitor.name)
    row.reachable = True
    row.username = visitor.username


def _usable(session: Session, invitation: InvitationRow, now: datetime) -> bool:
    alive = invitation.expires_at is None or now < invitation.expires_at
    # What nobody made is a claim: it is for the first admin only.
    claimed = invitation.made_by is None and _admins(session) > 0
    return alive and invitation.uses_left != 0 and not claimed


def _new_invitation(
    session: Session, actor_id: int | None, invited: Invited, now: datetime
) -> str:
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    row = InvitationRow(
        code_hash=code_hash(code),
        role=invited.role.value,
        department=invited.department,
        uses_left=invited.uses,
        expires_at=now + invited.valid_for if invited.valid_for else None,
        made_by=actor_id,
        made_at=now,
    )
    session.add(row)
    session.flush()
    journal.write(session, actor_id, "invited", str(row.id), role=invited.role.value)
    return code


def _row(session: Session, person_id: int) -> PersonRow:
    row = session.get(PersonRow, person_id)
    if row is None:
        raise PersonUnknown
    return row


def _admins(session: Session) -> int:
    return session.exec(
        select(func.count())
        .select_from(PersonRow)
        .where(PersonRow.role == Role.ADMIN.value, col(PersonRow.active))
    ).one()


def _keep_one_admin(session: Session, row: PersonRow) -> None:
    # The row locks make two admins who demote each other at once wait for one another.
    session.execute(
        select(PersonRow.id)
        .where(PersonRow.role == Role.ADMIN.value)
        .order_by(col(PersonRow.id))
        .with_for_update()
    )
    if row.active and _admins(session) == 1:
        raise LastAdmin
