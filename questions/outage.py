"""When we were out of Telegram's reach for so long that it forgot what people pressed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Telegram keeps a press for so long that nobody fetched, and then forgets it.
FORGOTTEN = timedelta(seconds=150)
# Who was asked longer ago than this has gone on to other things, and is left in peace.
RECENT = timedelta(hours=3)
# How often it is noted that Telegram is within reach; what was shown since the last note was
# shown before the outage as well.
NOTED_EVERY = timedelta(seconds=20)
_SINCE_THE_NOTE = 3 * NOTED_EVERY


@dataclass(frozen=True, slots=True)
class Outage:
    """`gone_at`: when Telegram was last reached before it; `back_at`: when it was again."""

    gone_at: datetime
    back_at: datetime

    @property
    def asked_after(self) -> datetime:
        """Questions that were shown from this moment on are shown again …"""
        return self.back_at - RECENT

    @property
    def asked_before(self) -> datetime:
        """… if they were shown before this one."""
        return self.gone_at + _SINCE_THE_NOTE

    def is_recent(self, now: datetime) -> bool:
        return now - self.back_at < RECENT


def was_away(seen_at: datetime, now: datetime) -> bool:
    return now - seen_at > FORGOTTEN
