"""Updates that were received and not yet done with, and the words somebody is asked to type."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, Index, SQLModel

from db.tables.columns import UtcTime


class InboxRow(SQLModel, table=True):
    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_state", "state", "received_at"),)

    update_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    # Whom a reply is owed to; None where there is nobody.
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    payload: str
    # 0 waiting, 1 kept but not yet answered to, 2 done, 9 given up
    state: int = 0
    tries: int = 0
    received_at: datetime = Field(sa_type=UtcTime)
    # Which of several processes has it in hand (db/presence.py); 0 where there is only one.
    worker: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})


class TalkRow(SQLModel, table=True):
    """What the next plain text of a person will be taken for."""

    __tablename__ = "talk"

    person_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    awaiting: str
    subject: str = ""
