"""What was begun by somebody who may not any more is not done: a job asks again, when it runs."""

import shutil

import pytest
from sqlmodel import select

from db import drafting, jobs, progress, score_sheet, upload
from db.tables import BankRow, UploadRow
from questions.people import Role
from tests.security.acts import Props
from tests.security.stage import now, open_stage, refused_as

WHO = 5005


@pytest.fixture
async def stage(furnished, tmp_path):
    database = shutil.copyfile(furnished, tmp_path / "wengu.db")
    async with open_stage(database) as stage:
        yield stage


def banks_of(session, person_id):
    return session.exec(select(BankRow.id).where(BankRow.owner_id == person_id)).all()


async def begun_as(stage, role, press, active):
    """Who was of that role and pressed, but was demoted, or let go, before the job's turn."""
    player = await stage.person(WHO, "某人", role)
    data = await Props(stage, player, joined=True).press(press)
    await stage.becomes_unseen(WHO, Role.EMPLOYEE, active)
    return player, data


@pytest.mark.parametrize("active", [True, False])
async def test_an_import_of_who_was_demoted_is_refused(stage, active):
    player, data = await begun_as(stage, Role.TRAINER, "imp", active)
    upload_id = int(data.split(":")[1])

    def begin(session):
        session.get_one(UploadRow, upload_id).state = upload.IMPORTING
        payload = {"person": WHO, "message": None, "upload": upload_id}
        jobs.enqueue(session, upload.IMPORT, payload, now())

    said = await stage.answer_to(player, lambda: stage.store.run(begin))

    assert refused_as(said) == ("not_allowed" if active else "deactivated")
    assert await stage.store.read(lambda session: banks_of(session, WHO)) == []


@pytest.mark.parametrize("active", [True, False])
async def test_an_export_of_who_was_demoted_is_refused(stage, active):
    player, data = await begun_as(stage, Role.ADMIN, "exgo", active)
    payload = {"person": WHO, "chosen": data.partition(":")[2], "asked_at": now().isoformat()}

    said = await stage.answer_to(
        player, lambda: stage.store.run(jobs.enqueue, score_sheet.EXPORT, payload, now())
    )

    assert refused_as(said) == ("not_allowed" if active else "deactivated")
    assert await stage.company.scene.calls("sendDocument") == []


class Listener:
    """A language model that should not hear of anything."""

    host = "model.example"

    def __init__(self):
        self.heard = []

    async def answer(self, messages):
        self.heard.append(messages)
        return "[]"


@pytest.mark.parametrize("active", [True, False])
async def test_an_article_of_who_was_demoted_goes_to_no_language_model(stage, active):
    model = stage.app.bot_data["model"] = Listener()
    player, data = await begun_as(stage, Role.TRAINER, "dfl", active)
    payload = {"person": WHO, "message": None, "article": int(data.split(":")[1])}

    said = await stage.answer_to(
        player, lambda: stage.store.run(jobs.enqueue, drafting.ASK_MODEL, payload, now())
    )

    assert refused_as(said) == ("not_allowed" if active else "deactivated")
    assert model.heard == []


async def test_no_job_goes_by_without_a_test_here(stage):
    # A look at a question is nobody's: what comes of it is told to whoever keeps the bank then.
    assert set(stage.app.bot_data["jobs"]) == {
        upload.IMPORT,
        score_sheet.EXPORT,
        progress.LOOK,
        drafting.ASK_MODEL,
    }
