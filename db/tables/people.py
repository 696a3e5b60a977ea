"""People, the invitations that bring them in, and the tries that failed."""

from datetime import datetime

from sqlalchemy import BigInteger, true
from sqlmodel import Field, SQLModel

from db.tables.columns import Counted, UtcTime
from questions.people import Person, Role


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"

    # Telegram's number of the person.
    id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    telegram_name: str = ""
    username: str = ""
    name: str = ""
    employee_number: str = ""
    department: str = Field(default="", index=True)
    role: str = Field(default=Role.EMPLOYEE.value, index=True)
    language: str = "zh"
    active: bool = True
    # Not so while they have blocked the bot: nothing is pushed to them.
    reachable: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    joined_at: datetime = Field(sa_type=UtcTime)

    def to_person(self) -> Person:
        return Person(
            id=self.id,
            name=self.name or self.telegram_name,
            role=Role(self.role),
            language=self.language,
            department=self.department,
            employee_number=self.employee_number,
            username=self.username,
            active=self.active,
        )


class InvitationRow(SQLModel, table=True):
    """The code itself is not kept, only its hash."""

    __tablename__ = "invitation"

    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True)
    role: str
    department: str = ""
    uses_left: int | None = None
    expires_at: datetime | None = Field(default=None, sa_type=UtcTime)
    made_by: int | None = Field(default=None, sa_type=BigInteger, foreign_key="person.id")
    made_at: datetime = Field(sa_type=UtcTime)


class KnockRow(SQLModel, table=True):
    """A try at joining with a code that did not fit."""

    __tablename__ = "knock"

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    telegram_id: int = Field(sa_type=BigInteger, index=True)
    knocked_at: datetime = Field(sa_type=UtcTime, index=True)
