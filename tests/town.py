"""A town for faults: a sandbox, a database, people, and a bot as a process of its own that can be
ended at any moment."""

import asyncio
import shutil
from collections import Counter, deque
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import select

from bot.sandbox import people as acts
from db import bank, people, practice
from db.inbox import DONE
from db.people import Visitor
from db.store import Store
from db.tables import AnswerRow, AskedRow, InboxRow, ProgressRow, TallyRow
from questions.people import Role
from questions.shelf import PUBLISHED
from tests.builders import make_bank, make_questions
from tests.company import ADMIN
from tests.process import BotProcess, free_port

CROWD = range(2001, 2051)
SECONDS = 60


class Calls(deque):
    """The sandbox's log of calls, which lets a test wait for the n-th of a kind."""

    def __init__(self, calls):
        super().__init__(calls, maxlen=calls.maxlen)
        self._waiting = []

    def append(self, call):
        super().append(call)
        for wait in self._waiting:
            wait(call["method"])

    def coming(self, count, *methods):
        """Set once so many more calls of these methods have come in."""
        event, seen = asyncio.Event(), []

        def wait(method):
            if method in methods:
                seen.append(method)
                if len(seen) == count:
                    event.set()

        self._waiting.append(wait)
        return event


class Town:
    """A sandbox, a database, and a bot that runs as a process of its own when it is begun."""

    def __init__(self, scene, path):
        self.scene = scene
        self.path = path
        self.url = f"sqlite:///{path}"
        self.calls = scene.sandbox.bot_api.calls = Calls(scene.sandbox.bot_api.calls)

    def bot(self, *command, **settings):
        usual = {
            "token": self.scene.token,
            "api_url": self.scene.url,
            "admins": ADMIN,
            "join": "open",
            "database_url": self.url,
        }
        return BotProcess.begin(self.path.parent, *command, **{**usual, **settings})

    def asks(self, crowd):
        """A crowd too big to be listened to: seated, asked, and all have pressed a button."""
        asked, world = self.keep(question_each, datetime.now(UTC), crowd), self.scene.sandbox.world
        for id in crowd:
            self.scene.sandbox.add_person(id, f"人{id}")
            chat, data = world.chats[id], f"pick:{asked[id]}:0"
            acts.press(world, world.people[id], chat, 1, data)

    def moves(self, folder):
        """The database is copied to another folder, and from now on it is that one."""
        self.path = Path(shutil.copy(self.path, folder))
        self.url = f"sqlite:///{self.path}"

    async def is_confirmed(self):
        """Once Telegram was told of every update."""
        async with asyncio.timeout(SECONDS):
            while (await self.scene.page("GET", "pending"))["updates"]:  # noqa: ASYNC110 - it is over HTTP
                await asyncio.sleep(0.05)

    async def person(self, id, name="李员工"):
        player = await self.scene.person(name, id=id)
        self.scene.sandbox.world.chats[id].open = True
        return player

    def rows(self, table):
        return self.keep(lambda session: session.exec(select(table)).all())

    def keep(self, *verb):
        """Run a verb on the store, while no bot runs."""
        store = Store.open(self.url)
        try:
            return store.do(*verb)
        finally:
            store.close()


def question_each(session, now, crowd=CROWD):
    """The crowd is seated, and before each of them stands a question."""
    bank_id = bank.stock(
        session, make_bank(*make_questions(3)), None, now, state=PUBLISHED
    ).bank_id
    asked = {}
    for person in crowd:
        people.seat(session, Visitor(person, f"人{person}", "", "zh"), Role.EMPLOYEE, "", now)
        asked[person] = practice.start(session, person, bank_id, now, person).id
    return asked


def stock_ten(session, taken):
    """One more bank, published."""
    bank.stock(session, taken, None, datetime.now(UTC), state=PUBLISHED)


async def press_all(town, crowd, asked):
    """Everybody presses a button, and a few press it twice, while no bot is there to see."""
    for number, player in enumerate(crowd):
        for _ in range(1 + (number % 7 == 0)):
            await town.scene.page(
                "POST", "press", json={"person": player.id, "data": f"pick:{asked[player.id]}:0"}
            )


def is_sound(town, crowd=CROWD):
    """Every press counted once, in every place where it is counted."""
    answers = town.rows(AnswerRow)
    per_person = Counter(row.person_id for row in answers)
    assert per_person == dict.fromkeys(crowd, 1)
    assert Counter(row.person_id for row in town.rows(ProgressRow)) == per_person
    assert {row.person_id: row.answered for row in town.rows(TallyRow)} == per_person
    assert sum(row.answered_at is not None for row in town.rows(AskedRow)) == len(crowd)
    assert {row.state for row in town.rows(InboxRow)} == {DONE}


async def is_told(player):
    """The next message, not counting what is said over a button."""
    while (heard := await player.hears(timeout=SECONDS)).kind == "toast":
        pass
    return heard


def webhook():
    port = free_port()
    return {
        "webhook_url": f"http://127.0.0.1:{port}/hook",
        "webhook_secret": "s3cret",
        "listen": f"127.0.0.1:{port}",
    }
