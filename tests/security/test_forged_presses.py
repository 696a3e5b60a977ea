"""Buttons that nobody was shown: answered in words, no fault, and nothing changes."""

import logging
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from bot.presses import Change, Practise, Speak
from bot.sandbox import people as acts
from db.tables import BankRow
from questions.people import Role
from tests.company import ADMIN, EMPLOYEE, TRAINER
from tests.security.acts import Props
from tests.security.forging import forged, parsed
from tests.security.stage import open_stage

STRANGER, GONE = 5002, 5003
# 100 handfuls of 50.
HANDFUL = 50
IN_HANDFULS = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# What everybody may do with themselves, whoever drew the button.
OWN = (Practise, Speak, Change)


class Forgers:
    """People of every role, none of whom owns anything: banks and files are the admin's."""

    def __init__(self, stage):
        self.stage = stage
        self.players = {}
        self.rows = {}

    @classmethod
    async def meet(cls, stage):
        forgers = cls(stage)
        for person_id, role in ((STRANGER, None), (GONE, Role.ADMIN), (EMPLOYEE, Role.EMPLOYEE),
                                (TRAINER, Role.TRAINER), (ADMIN, Role.ADMIN)):  # fmt: skip
            forgers.players[person_id] = await stage.person(person_id, "某人", role)
        props = Props(stage, forgers.players[ADMIN], joined=True)
        for name in ("press imp", "press tog", "press bank"):
            await props.act(name)
        await stage.store.run(all_banks_to, ADMIN)
        await stage.becomes(GONE, Role.ADMIN, active=False)
        forgers.rows = await stage.rows()
        return forgers

    async def changes(self):
        """The tables that changed since this was last asked."""
        before, self.rows = self.rows, await self.stage.rows()
        return [name for name, rows in self.rows.items() if rows != before[name]]

    async def presses(self, person_id, handful):
        """Press all of it, and wait until the bot has done with it."""
        world, player = self.stage.company.scene.sandbox.world, self.players[person_id]
        chat = world.chats[person_id]
        message_id = player.last.id
        for data in handful:
            acts.press(world, world.people[person_id], chat, message_id, data)
        await player.types("/help")
        while (await player.hears(timeout=60)).kind != "message":
            pass
        await self.stage.company.service.dispatcher.drain()


def all_banks_to(session, owner_id):
    session.execute(update(BankRow).values(owner_id=owner_id))


@pytest.fixture
async def forgers(furnished, tmp_path):
    database = shutil.copyfile(furnished, tmp_path / "wengu.db")
    async with open_stage(database) as stage:
        yield await Forgers.meet(stage)


def faults(caplog):
    return [line.getMessage() for line in caplog.records if line.levelno >= logging.WARNING]


@IN_HANDFULS
@given(
    who=st.sampled_from([STRANGER, GONE, EMPLOYEE, TRAINER]),
    handful=st.lists(forged, min_size=HANDFUL, max_size=HANDFUL),
)
async def test_5000_forged_presses_change_nothing_and_break_nothing(forgers, caplog, who, handful):
    if who in (EMPLOYEE, TRAINER):
        handful = [data for data in handful if not isinstance(parsed(data), OWN)]
    await forgers.presses(who, handful)

    assert faults(caplog) == []
    assert await forgers.changes() == []


@settings(IN_HANDFULS, max_examples=20)
@given(handful=st.lists(forged, min_size=HANDFUL, max_size=HANDFUL))
async def test_1000_forged_presses_of_an_admin_break_nothing(forgers, caplog, handful):
    await forgers.presses(ADMIN, handful)

    assert faults(caplog) == []
