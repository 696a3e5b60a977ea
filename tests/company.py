"""A company for stories: a local Telegram, a store in a file, the bot, people with roles."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.service import Service
from bot.settings import Settings
from db import bank, inbox, people, practice, shipped
from db.engines import open_engine
from db.migrate import migrate
from db.people import Visitor
from db.store import Store
from questions.people import Role
from questions.practice import Asked
from questions.question import Question
from questions.shelf import PUBLISHED
from tests.builders import make_bank
from tests.scene import Player, Scene

EMPLOYEE, TRAINER, ADMIN = 1001, 1002, 1003
PEOPLE = (
    (EMPLOYEE, "李员工", Role.EMPLOYEE, "生产部"),
    (TRAINER, "王培训", Role.TRAINER, "培训部"),
    (ADMIN, "赵管理", Role.ADMIN, "人力资源部"),
)
# What is tried again is tried at once.
WAITS = (0.0, 0.0, 0.0, 0.0)


class Company:
    """`employee`, `trainer` and `admin` are at their phones, seated, and have written before."""

    def __init__(self, scene: Scene, store: Store, service: Service) -> None:
        self.scene = scene
        self.store = store
        self.service = service
        self.employee: Player
        self.trainer: Player
        self.admin: Player

    async def stranger(self, name: str, id: int = 0, language: str = "zh-hans") -> Player:
        """Somebody who has not joined."""
        return await self.scene.person(name, language, id)

    async def stands_before(self, player: Player) -> Asked:
        """The question that is open before a person."""
        asked = await self.store.read(practice.current, player.id)
        assert asked, f"no question is open before {player.name}.{player.screen()}"
        return asked

    async def stock(self, *questions: Question, title: str = "十题") -> str:
        """One more bank on the shelf, published; its title."""
        taken = make_bank(*questions, key=title, title=title)
        await self.store.run(bank.stock, taken, None, datetime.now(UTC), state=PUBLISHED)
        return title

    async def settles(self) -> None:
        """Wait until Telegram has nothing left to tell, and nothing that it told is in hand."""
        updates = self.scene.sandbox.world.updates
        async with asyncio.timeout(40):
            # Neither of them tells anybody.
            while updates.pending or await self.store.read(in_hand):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        await self.service.dispatcher.drain()

    async def seat(self) -> None:
        seated = []
        for person_id, name, _, _ in PEOPLE:
            seated.append(await self.scene.person(name, id=person_id))
            self.scene.sandbox.world.chats[person_id].open = True
        self.employee, self.trainer, self.admin = seated


def in_hand(session: Session) -> int:
    """How many updates were received and are not done with."""
    census = inbox.census(session, datetime.now(UTC))
    return census.waiting + census.kept


def furnish(path: Path) -> str:
    """A database at `path`: today's tables, the shipped banks, the three people; its URL."""
    url, now = f"sqlite:///{path}", datetime.now(UTC)
    engine = open_engine(url)
    migrate(engine)
    store = Store(engine)
    store.do(shipped.stock, now)
    for person_id, name, role, department in PEOPLE:
        store.do(people.seat, Visitor(person_id, name, "", "zh"), role, department, now)
    store.close()
    return url


@asynccontextmanager
async def open_company(url: str, **settings: Any) -> AsyncIterator[Company]:
    """The bot at work on the furnished database at `url`; `settings` replace the usual ones."""
    async with Scene.start() as scene:
        store = Store.open(url)
        chosen = {
            "token": scene.token,
            "api_url": scene.url,
            "database_url": url,
            "admins": frozenset({ADMIN}),
            "join": "open",
            **settings,
        }
        service = Service(Settings(_env_file=None, **chosen), store, WAITS)
        company = Company(scene, store, service)
        await company.seat()
        try:
            await service.start()
            yield company
            running = service.running
            assert running
            assert not running.done(), f"the bot has stopped: {running}"
        finally:
            await service.stop()
            store.close()
