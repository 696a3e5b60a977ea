"""What the next plain text of a person will be taken for."""

from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session, col

from db.statements import Insert, built
from db.tables import TalkRow

_FORGET = (
    delete(TalkRow)
    .where(col(TalkRow.person_id) == bindparam("p"))
    .execution_options(synchronize_session=False)
)
_EXPECTED = select(col(TalkRow.awaiting), col(TalkRow.subject)).where(
    col(TalkRow.person_id) == bindparam("p")
)


def expect(session: Session, person_id: int, awaiting: str, subject: str = "") -> None:
    """Take the person's next text for an answer to `awaiting`."""
    session.connection().execute(
        built(session, _expect),
        {"person_id": person_id, "awaiting": awaiting, "subject": subject},
    )


def _expect(insert: Insert) -> Any:
    talk = insert(TalkRow)
    return talk.on_conflict_do_update(
        index_elements=["person_id"],
        set_={"awaiting": talk.excluded.awaiting, "subject": talk.excluded.subject},
    )


def expected(session: Session, person_id: int) -> tuple[str, str] | None:
    """What is awaited from the person and about what; None for nothing."""
    row = session.connection().execute(_EXPECTED, {"p": person_id}).first()
    return (row.awaiting, row.subject) if row else None


def forget(session: Session, person_id: int) -> None:
    session.connection().execute(_FORGET, {"p": person_id})
