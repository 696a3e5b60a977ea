"""Figures for Prometheus: counted as things happen, about work and never about persons."""

import asyncio
import time

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from db.inbox import Census

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

UPDATES = Counter("wengu_updates", "Updates received", ["kind"], registry=REGISTRY)
CALLS = Counter(
    "wengu_api_calls", "Calls to the Bot API that ended", ["method", "code"], registry=REGISTRY
)
FLOODS = Counter("wengu_api_429", "Calls that Telegram put off", ["lane"], registry=REGISTRY)
COMMIT = Histogram(
    "wengu_commit_seconds",
    "How long a commit took, with the verbs that it kept",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=REGISTRY,
)
BATCH = Histogram(
    "wengu_commit_verbs",
    "How many verbs a commit kept",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256),
    registry=REGISTRY,
)
SETTLED = Counter(
    "wengu_deliveries_settled", "Pushes that ended, by how", ["state"], registry=REGISTRY
)
OPEN = Gauge("wengu_deliveries_open", "Pushes still to be sent", ["state"], registry=REGISTRY)
INBOX = Gauge("wengu_inbox", "Updates in the inbox, by state", ["state"], registry=REGISTRY)
JOBS = Gauge("wengu_jobs", "Jobs, by state; the failed ones stay", ["state"], registry=REGISTRY)
OLDEST = Gauge(
    "wengu_inbox_oldest_seconds", "How long the oldest open update waits", registry=REGISTRY
)
IN_HAND = Gauge("wengu_in_hand", "Updates in hand in this process", registry=REGISTRY)
LEADS = Gauge("wengu_leads", "1 where this process leads", registry=REGISTRY)
DATABASE = Gauge("wengu_database_up", "1 where the database answers", registry=REGISTRY)
LAG = Gauge("wengu_loop_lag_seconds", "How late the event loop was last", registry=REGISTRY)

# What we ask Telegram for, and one word for all else: a stranger must not name our series.
_KINDS = ("message", "callback_query", "my_chat_member")


def received(raw: dict[str, object]) -> None:
    """An update has come in."""
    UPDATES.labels(next((kind for kind in _KINDS if kind in raw), "other")).inc()


def called(url: str, code: str, *, bulk: bool) -> None:
    """A call has ended with a status, or by going wrong. The address itself holds the token."""
    method = "file" if "/file/" in url else url.rpartition("/")[2]
    CALLS.labels(method, code).inc()
    if code == "429":
        FLOODS.labels("bulk" if bulk else "replies").inc()


def committed(seconds: float, verbs: int) -> None:
    COMMIT.observe(seconds)
    BATCH.observe(verbs)


def settled(state: str) -> None:
    """A push has ended."""
    SETTLED.labels(state).inc()


def count(
    census: Census | None,
    deliveries: dict[str, int],
    jobs: dict[str, int],
    in_hand: int,
    leads: bool,
) -> None:
    """How things stand at this moment; no census where the database does not answer."""
    DATABASE.set(census is not None)
    IN_HAND.set(in_hand)
    LEADS.set(leads)
    if census is not None:
        INBOX.labels("waiting").set(census.waiting)
        INBOX.labels("kept").set(census.kept)
        INBOX.labels("dead").set(census.dead)
        OLDEST.set(census.oldest_seconds)
        for state in ("waiting", "sending"):
            OPEN.labels(state).set(deliveries.get(state, 0))
        for state, waiting in jobs.items():
            JOBS.labels(state).set(waiting)


def written() -> bytes:
    return generate_latest(REGISTRY)


class Pulse:
    """How late the event loop is: what is due now comes so many seconds after its time."""

    BEAT = 0.25

    def __init__(self) -> None:
        self._due = time.monotonic()
        self._late = 0.0

    @property
    def lag(self) -> float:
        return max(self._late, time.monotonic() - self._due)

    async def beat(self) -> None:
        """For ever, until cancelled."""
        while True:
            self._due = time.monotonic() + self.BEAT
            await asyncio.sleep(self.BEAT)
            self._late = max(time.monotonic() - self._due, 0.0)
            LAG.set(self._late)
