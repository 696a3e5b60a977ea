"""The disk is full, the file locked, read-only or damaged: nothing is lost, and it is said."""

import asyncio
import os
import resource
import shutil
import sqlite3
import subprocess
from contextlib import contextmanager, suppress

import pytest

from bot.cli import opening
from db.inbox import DONE
from db.tables import AnswerRow, InboxRow
from questions.question import Kind
from tests.builders import make_bank, make_question
from tests.company import EMPLOYEE
from tests.process import BotProcess
from tests.town import SECONDS, stock_ten

NOT_SAVED = "没有存下，请再试一次"
# Rights to files mean nothing to root, unless it gives that privilege up.
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override") if os.geteuid() == 0 else ()


async def begins(town, bot, *questions):
    """The employee stands before the first question of a bank."""
    employee = await town.person(EMPLOYEE)
    await bot.is_ready()
    await employee.types("/practice")
    await employee.hears("选一个题库")
    await employee.presses("十题")
    await employee.hears("第 1/")
    return employee


def is_whole(path):
    with sqlite3.connect(path) as connection:
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    return said == "ok"


# No room, while it runs


class Limit:
    """No file may grow any more, by the system's own limit."""

    def __init__(self, folder):
        self.folder = folder

    @contextmanager
    def full(self, bot):
        hard = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (0, hard))
        yield
        with suppress(ProcessLookupError):
            resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (hard, hard))


class SmallDisk:
    """A disk of a few megabytes, and a file that takes all that is left of it."""

    def __init__(self, folder):
        self.folder = folder

    @contextmanager
    def full(self, bot):
        filler = self.folder / "filler"
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
        yield
        filler.unlink()


@contextmanager
def small_disk(folder):
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False)
    try:
        yield folder if done.returncode == 0 else None
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def disks():
    """A small disk is made only where that is allowed."""
    if os.geteuid() == 0 and shutil.which("mount"):
        return ["limit", "small disk"]
    return ["limit"]


@pytest.fixture(params=disks())
def disk(request, town, tmp_path):
    if request.param == "limit":
        yield Limit(tmp_path)
        return
    with small_disk(tmp_path / "disk") as folder:
        if folder is None:
            yield Limit(tmp_path)
            return
        town.moves(folder)
        yield SmallDisk(folder)


async def test_on_a_full_disk_it_is_said_and_what_comes_later_is_kept(town, disk):
    town.keep(stock_ten, make_bank(make_question("q"), key="ten", title="十题"))
    async with town.bot() as bot:
        employee = await begins(town, bot)
        with disk.full(bot):
            await employee.presses("A")
            await employee.hears(NOT_SAVED)
            await employee.types("/help")
            await employee.hears("温故能做什么")
            await employee.types("/practice")
            await employee.hears("选一个题库")
        await employee.presses("B")
        await employee.hears("正确")
        await employee.hears("本组完成")
        await town.is_confirmed()
        assert await bot.stops() == 0

    (answer,) = town.rows(AnswerRow)
    assert {row.state for row in town.rows(InboxRow)} == {DONE}
    assert [m.text for m in employee.said].count("温故能做什么") <= 1
    assert sum("选一个题库" in m for m in employee.said) == 2
    assert employee.toasts.count(employee.toasts[0]) == 1
    assert answer.took_ms > 0
    assert is_whole(town.path)
    assert "Traceback" not in bot.errors


async def test_a_typed_answer_on_a_full_disk_can_be_typed_again(town, disk):
    bank = make_bank(make_question("t", Kind.BLANK), key="ten", title="十题")
    town.keep(stock_ten, bank)
    async with town.bot() as bot:
        employee = await begins(town, bot)
        with disk.full(bot):
            await employee.types("不知道")
            await employee.hears(NOT_SAVED)
        await employee.types("571人")
        await employee.hears("回答正确")
        await bot.stops()

    (answer,) = town.rows(AnswerRow)
    assert answer.given == "571人"


async def test_a_kill_on_a_full_disk_loses_nothing(town, disk):
    """Telegram was told of nothing that was not kept."""
    town.keep(stock_ten, make_bank(make_question("q"), key="ten", title="十题"))
    async with town.bot() as bot:
        employee = await begins(town, bot)
        with disk.full(bot):
            await employee.presses("A")
            await employee.hears(NOT_SAVED)
            await bot.is_killed()
    async with town.bot() as bot:
        await bot.is_ready()
        await employee.hears("本组完成")
        await bot.stops()

    assert len(town.rows(AnswerRow)) == 1
    assert is_whole(town.path)


# Locked by another program


@contextmanager
def locked(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.parametrize("seconds", [3, 8])
async def test_while_the_file_is_locked_people_wait_and_nothing_is_lost(town, seconds):
    town.keep(stock_ten, make_bank(make_question("q"), key="ten", title="十题"))
    async with town.bot() as bot:
        employee = await begins(town, bot)
        with locked(town.path):
            await employee.presses("A")
            # That long it is locked: the test is about just this time.
            await asyncio.sleep(seconds)
        await employee.hears("正确", timeout=SECONDS)
        await employee.hears("本组完成")
        await town.is_confirmed()
        await bot.stops()

    assert len(town.rows(AnswerRow)) == 1
    assert {row.state for row in town.rows(InboxRow)} == {DONE}
    assert [m.text for m in employee.said if "抱歉" in m or "没有存下" in m] == []
    assert employee.toasts == []


# At the start


async def starts(town, **options):
    """How a start ends, and the one sentence that it says."""
    async with town.bot(**options) as bot:
        status = await bot.ends()
    (sentence,) = bot.errors.splitlines()
    assert bot.lines == []
    return status, sentence


def damage(path):
    """Four kilobytes in the middle of the file are others."""
    with path.open("r+b") as file:
        file.seek((path.stat().st_size // 2) & ~4095)
        file.write(os.urandom(4096))


async def test_a_damaged_file_is_refused_and_left_as_it_is(town):
    damage(town.path)
    before = town.path.read_bytes()

    status, sentence = await starts(town)

    assert status == 2
    assert str(town.path) in sentence
    assert "已损坏" in sentence
    assert ".recover" in sentence
    assert town.path.read_bytes() == before


async def test_the_doctor_finds_the_damage_too(town):
    damage(town.path)

    async with BotProcess.begin(town.path.parent, "doctor", database_url=town.url) as doctor:
        assert await doctor.ends() == 2

    assert "已损坏" in doctor.errors


async def test_a_big_file_is_checked_while_people_are_served(town, monkeypatch):
    """With the limit at nothing, every file is big."""
    damage(town.path)
    (town.path.parent / "big.py").write_text(
        "import db.soundness\ndb.soundness.AT_ONCE = 0\n"
        "import bot.cli.opening\nassert bot.cli.opening.AT_ONCE == 0\n"
        "from bot.__main__ import main\nraise SystemExit(main())\n"
    )
    assert opening.AT_ONCE > 0
    async with town.bot(script="big.py") as bot:
        assert await bot.ends() == 2

    assert "已损坏" in bot.errors.splitlines()[-1]


@pytest.mark.parametrize("what", ["the file", "the folder", "both"])
async def test_what_cannot_be_written_is_refused(town, what):
    if what != "the folder":
        town.path.chmod(0o444)
    if what != "the file":
        town.path.parent.chmod(0o555)
    try:
        status, sentence = await starts(town, under=AS_ANYBODY)
    finally:
        town.path.parent.chmod(0o755)

    assert status == 2
    assert str(town.path) in sentence
    assert "不能写入" in sentence


async def test_a_start_on_a_full_disk_is_refused(town):
    limited = ("prlimit", "--fsize=0")

    status, sentence = await starts(town, under=limited)

    assert status == 2
    assert str(town.path) in sentence
    assert "磁盘已满" in sentence


async def test_a_start_on_a_locked_file_is_refused(town):
    with locked(town.path):
        status, sentence = await starts(town)

    assert status == 2
    assert "锁住" in sentence
