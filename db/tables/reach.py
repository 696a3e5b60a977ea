"""When Telegram was last within reach."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.tables.columns import UtcTime


class ReachRow(SQLModel, table=True):
    """One row. The outage is the last one that was long enough to be noticed."""

    __tablename__ = "reach"

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    seen_at: datetime = Field(sa_type=UtcTime)
    gone_at: datetime | None = Field(default=None, sa_type=UtcTime)
    back_at: datetime | None = Field(default=None, sa_type=UtcTime)
