"""Write the journal, in the transaction of what it tells of."""

from datetime import UTC, datetime

from sqlmodel import Session

from db.tables import JournalRow


def write(
    session: Session, /, actor_id: int | None, action: str, subject: str = "", **facts: object
) -> None:
    """Who did what to what. Codes and facts only; the words are the front's."""
    session.add(
        JournalRow(
            done_at=datetime.now(UTC),
            actor_id=actor_id,
            action=action,
            subject=subject,
            facts=facts,
        )
    )
