"""Is it alive, is it ready, and its figures: for the machine that watches over it.

What is said here names no person and no secret.
"""

import asyncio
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.engine import metrics
from bot.engine.metrics import Pulse
from db import delivery, inbox, jobs
from db.migrate import HEAD, probe
from db.store import Store

LAG_SECONDS = 1.0
WRITE_SECONDS = 1.0
WAITS_SECONDS = 30.0
SILENT_SECONDS = 60.0
ROOM = 0.10
# Whoever asks more often is told the same.
FRESH_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the running bot knows of itself. `silent` is how many seconds ago Telegram answered;
    None where Telegram calls us."""

    in_hand: int
    leads: bool
    silent: float | None


class Health:
    def __init__(self, store: Store, standing: Callable[[], Standing]) -> None:
        self._store = store
        self._standing = standing
        self._known: tuple[float, dict[str, bool]] | None = None
        self._door = asyncio.Lock()
        self.pulse = Pulse()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self._alive),
            web.get("/readyz", self._ready),
            web.get("/metrics", self._figures),
        ]

    async def checks(self) -> dict[str, bool]:
        """What must hold before work is given to this process, by name."""
        async with self._door:
            if self._known is None or time.monotonic() - self._known[0] > FRESH_SECONDS:
                self._known = time.monotonic(), await self._checked()
            return self._known[1]

    async def _checked(self) -> dict[str, bool]:
        version, census = await self._probe(), await self._census()
        silent = self._standing().silent
        return {
            "database": version is not None,
            "tables": version == HEAD,
            "disk": self._has_room(),
            "telegram": silent is None or silent < SILENT_SECONDS,
            "inbox": census is not None and census.oldest_seconds < WAITS_SECONDS,
        }

    async def _alive(self, _request: web.Request) -> web.Response:
        lag = self.pulse.lag
        alive = lag < LAG_SECONDS
        return web.json_response(
            {"alive": alive, "lag_seconds": round(lag, 3)}, status=200 if alive else 503
        )

    async def _ready(self, _request: web.Request) -> web.Response:
        checks = await self.checks()
        ready = all(checks.values())
        return web.json_response({"ready": ready, **checks}, status=200 if ready else 503)

    async def _figures(self, _request: web.Request) -> web.Response:
        census, standing = await self._census(), self._standing()
        deliveries: dict[str, int] = {}
        work: dict[str, int] = {}
        if census is not None:
            deliveries = await self._store.read(delivery.still_open)
            work = await self._store.read(jobs.census)
        metrics.count(census, deliveries, work, standing.in_hand, standing.leads)
        headers = {"Content-Type": CONTENT_TYPE_LATEST}
        return web.Response(body=metrics.written(), headers=headers)

    async def _probe(self) -> str | None:
        """Which tables the database says it has, by writing; None where it does not in time."""
        try:
            return await asyncio.wait_for(self._store.run(probe), WRITE_SECONDS)
        except Exception:
            return None

    async def _census(self) -> inbox.Census | None:
        try:
            counting = self._store.read(inbox.census, datetime.now(UTC))
            return await asyncio.wait_for(counting, WRITE_SECONDS)
        except Exception:
            return None

    def _has_room(self) -> bool:
        """On the disk of an SQLite file; another disk is not ours to watch."""
        url = self._store.engine.url
        if url.get_backend_name() != "sqlite" or not url.database:
            return True
        usage = shutil.disk_usage(Path(url.database).resolve().parent)
        return usage.free > usage.total * ROOM


def application(health: Health) -> web.Application:
    """Nothing but the three."""
    alone = web.Application()
    alone.add_routes(health.routes())
    return alone
