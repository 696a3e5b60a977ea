"""The walk of a press in ARCHITECTURE.md is the one that a debugger sees."""

import re
import sys
import threading
from pathlib import Path

from tests.company import open_company

ROOT = Path(__file__).parent.parent.parent
# `bot/handlers/practice.py: answer`, as the document writes a room and what is entered there.
ROOM = re.compile(r"`((?:bot|db|questions)/[\w/]+\.py)(?:: (\w+))?`")


def rooms_of_the_walk():
    document = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    walk = document.partition("## The walk of a press")[2].partition("\n## ")[0]
    return [(file, name) for file, name in ROOM.findall(walk) if name]


async def test_the_rooms_of_the_walk_are_entered_in_its_order(furnished, tmp_path):
    entered = []

    def note(frame, event, _):
        file = Path(frame.f_code.co_filename)
        if event == "call" and file.is_relative_to(ROOT):
            entered.append((str(file.relative_to(ROOT)), frame.f_code.co_name))

    path = tmp_path / "wengu.db"
    path.write_bytes(furnished.read_bytes())
    # The writer is a thread of its own, so threads that begin from here on are watched too.
    threading.setprofile(note)
    try:
        async with open_company(f"sqlite:///{path}") as company:
            employee = company.employee
            await employee.types("/practice")
            await employee.hears("选一个题库")
            await employee.presses("全部题库")
            await to_a_question_with_buttons(employee)
            entered.clear()
            sys.setprofile(note)
            await employee.presses(employee.buttons()[0])
            await employee.hears("——《", timeout=60)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)

    walk = rooms_of_the_walk()
    seen = iter(entered)
    assert len(walk) >= 6
    assert [room for room in walk if room not in seen] == []


async def to_a_question_with_buttons(employee):
    while True:
        asked = await employee.hears("/10 题", timeout=60)
        if "单选" in asked or "判断" in asked:
            return
        if "多选" in asked:
            await employee.presses("A")
            await employee.hears("多选", timeout=60)
            await employee.presses("提交")
        else:
            await employee.types("不知道")
        await employee.hears("——《", timeout=60)
        await employee.presses("下一题")
