"""What carries updates in and calls out: durable, and in order for each person."""

import os

# The library is to speak of spans of time as such, without warning that it will do so one day.
os.environ.setdefault("PTB_TIMEDELTA", "1")
