"""A company in which a person's role is changed at the worst moment, and what came of an act."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import select, text
from sqlmodel import Session, SQLModel, col

from bot.service import Service
from bot.settings import Settings
from bot.texts import texts
from db import delivery, jobs, people
from db.people import Visitor
from db.store import Store
from db.tables import DeliveryRow, JobRow, PersonRow
from questions.errors import Refusal
from questions.people import Person, Role
from tests.company import WAITS, Company
from tests.heard import as_shown
from tests.scene import Player, Scene

# What changes with every update, or by itself.
ASIDE = {"inbox", "journal", "reach", "job", "delivery", "push", "worker"}
# The engine's own verbs, and the notes about a refusal: they are nobody's.
ENGINE = {"db.inbox", "db.journal", "db.delivery", "db.outage", "db.jobs"}


def everything(session: Session) -> dict[str, list[Any]]:
    """Every row that somebody's act may change, as it stands in the file."""
    tables = [each for each in SQLModel.metadata.sorted_tables if each.name not in ASIDE]
    raw = {each.name: select(text("*")).select_from(each) for each in tables}
    return {name: list(session.execute(rows).all()) for name, rows in raw.items()}


class LateStore(Store):
    """With `late`, that change is made in the very transaction of a verb that writes, before it:
    as if somebody else had been quicker by a hair."""

    late: Callable[[Session], None] | None = None
    ran: ClassVar[list[str]] = []

    async def run(self, verb: Any, *args: Any, **kwargs: Any) -> Any:
        change = self.late
        if change is None or verb.__module__ in ENGINE:
            return await super().run(verb, *args, **kwargs)
        self.ran.append(verb.__name__)

        def too_late(session: Session) -> Any:
            change(session)
            session.flush()
            session.expunge_all()
            return verb(session, *args, **kwargs)

        return await super().run(too_late)


class Stage:
    """One company for a whole column of the matrix."""

    def __init__(self, company: Company, store: LateStore) -> None:
        self.company = company
        self.store = store
        self.app = company.service.app

    async def person(self, person_id: int, name: str, role: Role | None) -> Player:
        """Somebody who has written to the bot before; with no role, one who has not joined."""
        player = await self.company.scene.person(name, id=person_id)
        if role:
            visitor = Visitor(person_id, name, "", "zh")
            await self.store.run(people.seat, visitor, role, "生产部", now())
        await player.types("/help")
        await player.hears()
        return player

    async def becomes(self, person_id: int, role: Role, active: bool = True) -> None:
        """The person is so from now on, and the bot knows it."""
        person = await self.store.run(change, person_id, role, active)
        self.app.bot_data["familiar"].know(person)

    async def becomes_unseen(self, person_id: int, role: Role, active: bool = True) -> None:
        """The person is so from now on, by another process: this one does not know it yet."""
        await self.store.run(change, person_id, role, active)

    async def answer_to(self, player: Player, act: Callable[[], Any]) -> str:
        """Do it; what the bot said first, "" where a press was answered without a word."""
        events = self.company.scene.sandbox.world.events
        seq = events.seq
        await act()
        said = None
        while said is None:
            told = await events.wait(player.id, seq, 30)
            assert told, f"nothing was said.{player.screen()}"
            for event in told:
                seq = event["seq"]
                said = _said(event) if said is None else said
        await self.company.service.dispatcher.drain()
        await self.heard_out(player.id)
        return said

    async def heard_out(self, person_id: int) -> None:
        """What is said late is no answer to what is tried next."""
        events = self.company.scene.sandbox.world.events
        while await self.store.read(is_late):
            await events.wait(person_id, events.seq, 0.1)

    async def rows(self) -> dict[str, list[Any]]:
        return await self.store.read(everything)


def is_late(session: Session) -> bool:
    """Whether a job or a push is still to say something."""
    left = (
        select(col(JobRow.id)).where(col(JobRow.state).in_((jobs.WAITING, jobs.RUNNING))),
        select(col(DeliveryRow.person_id)).where(
            col(DeliveryRow.state).in_((delivery.WAITING, delivery.SENDING))
        ),
    )
    return any(session.execute(each.limit(1)).first() for each in left)


def _said(event: dict[str, Any]) -> str | None:
    if event["type"] == "toast":
        return str(event["text"])
    if event["type"] == "message" and event["message"]["from"]["is_bot"]:
        return as_shown("message", event["message"]).text
    return None


def change(session: Session, person_id: int, role: Role, active: bool) -> Person:
    row = session.get_one(PersonRow, person_id)
    row.role, row.active = role.value, active
    return row.to_person()


def refusals(kind: type[Refusal] = Refusal) -> set[str]:
    return {kind.code}.union(*map(refusals, kind.__subclasses__()))


def refused_as(said: str) -> str:
    """The code of the refusal that this is the sentence of; "" for anything else."""
    words = texts("zh").words
    for key, template in words.items():
        if key.startswith("refusal."):
            pattern = ".*".join(map(re.escape, re.split(r"\{[^{}]*\}", template)))
            if re.fullmatch(pattern, said, re.DOTALL):
                return key.partition(".")[2]
    return ""


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_stage(database: Path) -> AsyncIterator[Stage]:
    """The bot at work on the furnished database; one joins by invitation."""
    url = f"sqlite:///{database}"
    async with Scene.start() as scene:
        store = LateStore.open(url)
        assert isinstance(store, LateStore)
        chosen: dict[str, Any] = {
            "token": scene.token,
            "api_url": scene.url,
            "database_url": url,
            "join": "invite",
            # Nobody listens there: what is sent to a model comes to nothing.
            "llm_url": "http://127.0.0.1:1",
        }
        service = Service(Settings(_env_file=None, **chosen), store, WAITS)
        company = Company(scene, store, service)
        await company.seat()
        try:
            await service.start()
            yield Stage(company, store)
        finally:
            await service.stop()
            store.close()
