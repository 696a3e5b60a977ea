"""Runs played straight into the store, and score sheets read out of it whole."""

from dataclasses import replace
from datetime import timedelta

from db import practice, score_sheet
from questions.export import Format
from questions.score_sheet import About, Scope
from tests.builders import NOW, ZONE, right_place, wrong_place

SCOPE = Scope(About.PRACTICE, "Asia/Shanghai", NOW, "赵管理")


def plays(store, person_id, bank_id, marks, began=NOW, leaves=False):
    """A run of single choices, one answer every 30 seconds: right where `marks` has a 1."""
    now = began
    asked = store.do(practice.start, person_id, bank_id, now, person_id)
    for mark in marks:
        now += timedelta(seconds=30)
        place = right_place(asked) if mark == "1" else wrong_place(asked)
        outcome = store.do(practice.answer, person_id, asked.id, place, now, ZONE)
        if not outcome.ends_run:
            asked = store.do(practice.next_question, person_id, asked.id, now)
    if leaves:
        store.do(practice.leave, person_id, now)


async def sheet(store, bank_id=None, form=Format.XLSX, actor=None, scope=SCOPE, **narrowed):
    """The sheet with all its rows read."""

    def read(told):
        return replace(told, attempts=list(told.attempts), absent=list(told.absent))

    asked = replace(scope, **narrowed)
    return await store.read(score_sheet.export, actor, asked, bank_id, form, read)
