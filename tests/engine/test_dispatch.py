"""The dispatcher: one person's updates in order, different people's side by side, none lost."""

import asyncio
import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import OperationalError
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.engine import dispatch
from bot.engine.dispatch import Dispatcher
from db import inbox, talk
from db.engines import open_engine
from db.inbox import DONE, GIVEN_UP, KEPT, WAITING, Received
from db.migrate import migrate
from db.store import Store
from db.tables import InboxRow
from questions.errors import NotAllowed

SECONDS = 60
NO_WAIT = (0.0, 0.0)


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "wengu.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def store(empty, tmp_path):
    shutil.copyfile(empty, tmp_path / "wengu.db")
    store = Store.open(f"sqlite:///{tmp_path / 'wengu.db'}")
    yield store
    store.close()


class Stage:
    """A dispatcher whose handling a test plays by hand: `does` is what it does with an update."""

    def __init__(self, store):
        self.store = store
        self.handled = []
        self.apologies = []
        self.reminded = []
        self.does = self.nothing
        self.apologises = self.nothing
        self.reminds = self.nothing
        self.dispatcher = Dispatcher(
            store, self._handle, self._apologise, self._remind, waits=NO_WAIT
        )

    async def nothing(self, *_):
        """Fine."""

    async def receive(self, *updates):
        """Keep (update number, person) pairs, as the intake does, and hand them on."""
        kept = [Received(number, person, "{}") for number, person in updates]
        await self.store.run(inbox.receive, kept, datetime.now(UTC))
        for number, person in updates:
            self.dispatcher.submit(update(number, person))

    async def drain(self):
        await asyncio.wait_for(self.dispatcher.drain(), SECONDS)

    async def state(self, number):
        """How an update stands once everything that is done is written."""
        await self.store.run(self._noop)
        return (await self.store.read(lambda session: session.get_one(InboxRow, number))).state

    def _noop(self, session):
        """What is done is written with the next transaction, at the latest."""

    async def _handle(self, update):
        self.handled.append(update.update_id)
        await self.does(update)

    async def _apologise(self, update, fault):
        self.apologies.append((update.update_id, type(fault)))
        await self.apologises(update, fault)

    async def _remind(self, chat_id):
        self.reminded.append(chat_id)
        await self.reminds(chat_id)


def update(number, person):
    raw = {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1,
            "chat": {"id": person, "type": "private"},
            "from": {"id": person, "is_bot": False, "first_name": "x"},
            "text": "x",
        },
    }
    return Update.de_json(raw, None)


def failing(*faults):
    """Fails once with each fault, and then no more."""
    left = list(faults)

    async def does(*_):
        if left:
            raise left.pop(0)

    return does


@pytest.fixture
def stage(store):
    return Stage(store)


def database_gone():
    return OperationalError("database is locked", None, Exception())


async def test_what_was_handled_is_done(stage):
    await stage.receive((1, 7), (2, 8))
    await stage.drain()

    assert stage.handled == [1, 2]
    assert [await stage.state(number) for number in (1, 2)] == [DONE, DONE]


async def test_one_persons_updates_wait_for_each_other(stage):
    go_on, running = asyncio.Event(), []

    async def slow(update):
        running.append(update.update_id)
        await go_on.wait()
        assert running[-1] == update.update_id

    stage.does = slow
    await stage.receive(*((number, 7) for number in range(1, 6)))
    await asyncio.sleep(0)
    begun = list(running)
    go_on.set()
    await stage.drain()

    assert begun == [1]
    assert running == [1, 2, 3, 4, 5]


async def test_different_people_are_served_side_by_side(stage):
    others, first_waits = asyncio.Event(), asyncio.Event()

    async def does(update):
        if update.update_id == 1:
            first_waits.set()
            await asyncio.wait_for(others.wait(), SECONDS)
        elif update.update_id == 3:
            await first_waits.wait()
            others.set()

    stage.does = does
    await stage.receive((1, 7), (2, 7), (3, 8))
    await stage.drain()

    # The first person's second update came only after the other person was served.
    assert stage.handled == [1, 3, 2]


async def test_no_more_than_so_many_are_handled_at_once(stage):
    at_once, most, go_on = 0, 0, asyncio.Event()

    async def does(_):
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        if at_once == dispatch.AT_ONCE:
            go_on.set()
        await go_on.wait()
        at_once -= 1

    stage.does = does
    await stage.receive(*((number, number) for number in range(1, 2 * dispatch.AT_ONCE)))
    await stage.drain()

    assert most == dispatch.AT_ONCE
    assert len(stage.handled) == 2 * dispatch.AT_ONCE - 1


async def test_nothing_more_is_taken_while_too_much_is_in_hand(stage):
    go_on = asyncio.Event()

    async def does(_):
        await go_on.wait()

    stage.does = does
    await stage.receive(*((number, number % 50) for number in range(dispatch.FULL + 1)))
    room = asyncio.ensure_future(stage.dispatcher.room_for_more())
    await asyncio.sleep(0)
    waited = not room.done()
    go_on.set()
    await asyncio.wait_for(room, SECONDS)
    await stage.drain()

    assert waited
    assert stage.dispatcher.in_hand == 0


@pytest.mark.parametrize(
    "fault",
    [NetworkError("reset"), TimedOut(), RetryAfter(1), database_gone()],
    ids=lambda fault: type(fault).__name__,
)
async def test_a_passing_fault_is_tried_again_before_what_comes_after(stage, fault):
    stage.does = failing(fault, fault)

    await stage.receive((1, 7), (2, 7))
    await stage.drain()

    assert stage.handled == [1, 1, 1, 2]
    assert (stage.apologies, stage.reminded) == ([], [])
    assert await stage.state(1) == DONE


async def test_a_fault_that_does_not_pass_ends_in_an_apology(stage):
    stage.does = failing(*[NetworkError("away")] * 3)

    await stage.receive((1, 7), (2, 7))
    await stage.drain()

    assert stage.handled == [1, 1, 1, 2]
    assert stage.apologies == [(1, NetworkError)]
    assert [await stage.state(number) for number in (1, 2)] == [GIVEN_UP, DONE]


@pytest.mark.parametrize("fault", [LookupError, BadRequest])
async def test_a_fault_of_ours_is_apologised_for_at_once(stage, fault):
    stage.does = failing(fault("no"))

    await stage.receive((1, 7), (2, 7))
    await stage.drain()

    assert stage.handled == [1, 2]
    assert stage.apologies == [(1, fault)]
    assert await stage.state(1) == GIVEN_UP


async def test_who_blocked_the_bot_is_let_be(stage):
    stage.does = failing(Forbidden("bot was blocked by the user"))

    await stage.receive((1, 7))
    await stage.drain()

    assert (stage.apologies, stage.reminded) == ([], [])
    assert await stage.state(1) == DONE


@pytest.mark.parametrize(
    "second",
    [
        NetworkError("away"),
        RetryAfter(1),
        BadRequest("chat not found"),
        Forbidden("blocked"),
        database_gone(),
        LookupError("a fault in the apology"),
    ],
    ids=lambda fault: type(fault).__name__,
)
async def test_an_apology_that_fails_as_well_holds_nobody_up(stage, second):
    stage.does = failing(LookupError("no"))
    stage.apologises = failing(second)

    await stage.receive((1, 7), (2, 7), (3, 7))
    await stage.drain()
    await stage.receive((4, 7))
    await stage.drain()

    assert stage.handled == [1, 2, 3, 4]
    assert await stage.state(1) == GIVEN_UP


async def test_what_was_kept_before_the_fault_is_not_done_twice(stage):
    """The verb was kept, then the reply failed: what is owed is a word, not the deed again."""

    async def keeps_and_fails(update):
        await stage.store.run(talk.expect, 7, "answer", str(update.update_id))
        raise TimedOut

    stage.does = keeps_and_fails
    await stage.receive((1, 7))
    await stage.drain()

    assert stage.handled == [1]
    assert (stage.reminded, stage.apologies) == ([7], [])
    assert await stage.state(1) == DONE


async def test_what_was_not_kept_is_done_again_however_often_it_fails(stage):
    """Counting a try must not look like having done it."""
    faults = [database_gone(), database_gone()]

    async def fails_in_the_verb(_):
        def verb(session):
            if faults:
                raise faults.pop(0)
            talk.expect(session, 7, "answer", "5")

        await stage.store.run(verb)

    stage.does = fails_in_the_verb
    await stage.receive((1, 7))
    await stage.drain()

    assert stage.handled == [1, 1, 1]
    assert stage.reminded == []
    assert await stage.store.read(talk.expected, 7) == ("answer", "5")


async def test_a_kill_between_tries_leaves_it_waiting(stage):
    """Were the process to end after the first failed try, the next one would do it anew."""
    states = []

    async def looks(_):
        row = await stage.store.read(lambda session: session.get_one(InboxRow, 1))
        states.append(row.state)
        raise NetworkError("away")

    stage.does = looks
    await stage.receive((1, 7))
    await stage.drain()

    assert states == [WAITING] * 3


async def test_a_refusal_of_the_store_is_a_fault_like_any_other(stage):
    """Refusals are said by the handler; one that comes through anyway stops nobody."""
    stage.does = failing(NotAllowed())

    await stage.receive((1, 7), (2, 7))
    await stage.drain()

    assert stage.handled == [1, 2]


# What is owed


async def owed(stage, *updates):
    """What an earlier process had done, and not answered."""
    kept = [Received(number, person, "{}") for number, person in updates]
    await stage.store.run(inbox.receive, kept, datetime.now(UTC))

    def keep_all(session):
        for number, _ in updates:
            inbox.keep(session, number)

    await stage.store.run(keep_all)
    _, chats = await stage.store.run(inbox.take_up)
    for chat_id, numbers in chats.items():
        stage.dispatcher.owe(chat_id, numbers)
    await stage.drain()


async def test_a_chat_hears_once_where_it_stands(stage):
    await owed(stage, (1, 7), (2, 7), (3, 8))

    assert sorted(stage.reminded) == [7, 8]
    assert [await stage.state(number) for number in (1, 2, 3)] == [DONE] * 3


@pytest.mark.parametrize(
    "fault",
    [NetworkError("away"), RetryAfter(1), TimedOut(), database_gone()],
    ids=lambda fault: type(fault).__name__,
)
async def test_a_word_that_could_not_be_said_is_said_later(stage, fault):
    stage.reminds = failing(fault)

    await owed(stage, (1, 7))

    assert stage.reminded == [7, 7]
    assert await stage.state(1) == DONE


@pytest.mark.parametrize(
    ("fault", "after"),
    [
        (Forbidden("blocked"), DONE),
        (BadRequest("chat not found"), DONE),
        (LookupError("no"), DONE),
    ],
    ids=["blocked", "no such chat", "a fault of ours"],
)
async def test_who_cannot_be_told_is_not_told_for_ever(stage, fault, after):
    stage.reminds = failing(fault)

    await owed(stage, (1, 7), (2, 8))

    assert sorted(stage.reminded) == [7, 8]
    assert await stage.state(1) == after


# Stopping


async def test_what_was_stopped_is_still_there(stage):
    hangs = asyncio.Event()

    async def does(_):
        await hangs.wait()

    stage.does = does
    await stage.receive((1, 7), (2, 7))
    await asyncio.sleep(0)
    stage.dispatcher.cancel()
    await stage.drain()

    assert [await stage.state(number) for number in (1, 2)] == [WAITING, WAITING]


async def test_what_was_kept_when_it_was_stopped_is_owed(stage):
    kept, hangs = asyncio.Event(), asyncio.Event()

    async def does(_):
        await stage.store.run(talk.expect, 7, "answer", "5")
        kept.set()
        await hangs.wait()

    stage.does = does
    await stage.receive((1, 7))
    await asyncio.wait_for(kept.wait(), SECONDS)
    stage.dispatcher.cancel()
    await stage.drain()

    assert await stage.state(1) == KEPT
    assert await stage.store.run(inbox.take_up) == ([], {7: [1]})
