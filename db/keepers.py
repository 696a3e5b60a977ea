"""Who looks after a bank: whoever is told of what is wrong in it."""

from sqlmodel import Session, col, select

from db.tables import BankRow, PersonRow
from questions.people import Permission, Role, may, may_anybodys

_CHANGE = Permission.CHANGE_BANKS


def keepers(session: Session, bank_id: int) -> list[int]:
    """Its owner, if they are within reach and may still change it. Everybody who may change it,
    where it never had one; where the owner is gone, who may change anybody's."""
    owner_id = session.get_one(BankRow, bank_id).owner_id
    staff = session.exec(
        select(PersonRow)
        .where(col(PersonRow.active))
        .where(col(PersonRow.role).in_([role.value for role in Role if may(role, _CHANGE)]))
        .order_by(col(PersonRow.id))
    ).all()
    if any(each.id == owner_id and each.reachable for each in staff):
        return [owner_id] if owner_id else []
    return [
        each.id for each in staff if owner_id is None or may_anybodys(Role(each.role), _CHANGE)
    ]
