"""Messages pushed to many: what is to be sent, and how far it has come."""

from dataclasses import dataclass
from datetime import timedelta

# A message that was being sent when the process ended is sent once more after this long.
FORGOTTEN = timedelta(seconds=60)
# What was handed out may not have been sent yet, so one kill after another must lose nobody. What
# ends the process each time is left alone after so many.
TRIES = 5
# In flight at once, and so the most that a kill can have repeated.
IN_FLIGHT = 16
TEXT_LIMIT = 3500


@dataclass(frozen=True, slots=True)
class Parcel:
    push_id: int
    person_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """People of one push, by what has become of its message to them."""

    waiting: int
    sending: int
    sent: int
    blocked: int
    failed: int

    @property
    def total(self) -> int:
        return self.waiting + self.sending + self.sent + self.blocked + self.failed
