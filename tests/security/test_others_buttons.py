"""What is somebody else's: their buttons do nothing for me, however I came by them."""

import shutil

import pytest

from db import talk
from questions.people import Role
from tests.company import ADMIN, EMPLOYEE, TRAINER
from tests.security.acts import Props
from tests.security.stage import open_stage, refused_as

OTHER = 5004
# The role of who presses, whose button it is, and how it is refused.
BUTTONS = {
    "press pick": (Role.ADMIN, EMPLOYEE, "not_yours"),
    "press tog": (Role.ADMIN, EMPLOYEE, "not_yours"),
    "press sub": (Role.ADMIN, EMPLOYEE, "not_yours"),
    "press next": (Role.ADMIN, EMPLOYEE, "not_yours"),
    "press ctx": (Role.ADMIN, EMPLOYEE, "not_yours"),
    "press imp": (Role.ADMIN, TRAINER, "upload_gone"),
    "press impx": (Role.ADMIN, TRAINER, "upload_gone"),
    "press impno": (Role.ADMIN, TRAINER, "upload_gone"),
    "press state": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press quotes": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press qt": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press seek": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press cq": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press nofit": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press qout": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press ed": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press edb": (Role.ADMIN, TRAINER, "not_yours"),
    "press edf": (Role.ADMIN, TRAINER, "not_yours"),
    "press edm": (Role.ADMIN, TRAINER, "not_yours"),
    "press edd": (Role.ADMIN, TRAINER, "not_yours"),
    "press edc": (Role.ADMIN, TRAINER, "not_yours"),
    "press edq": (Role.ADMIN, TRAINER, "not_yours"),
    "press eds": (Role.ADMIN, TRAINER, "not_yours"),
    "press edx": (Role.ADMIN, TRAINER, "not_yours"),
    "press ib": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press i1": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press it": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press itpic": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press itok": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press itout": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press lq": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press lqt": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press lqx": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press ob": (Role.ADMIN, EMPLOYEE, "not_yours"),
    "press obr": (Role.ADMIN, EMPLOYEE, "not_yours"),
    "press obf": (Role.ADMIN, EMPLOYEE, "not_yours"),
    "press obs": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press obk": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press obx": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press key": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press keym": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press keys": (Role.TRAINER, TRAINER, "bank_not_yours"),
    "press dft": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dfp": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dfo": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dfs": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dfj": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dfv": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dfe": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dff": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dfm": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dfd": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dfc": (Role.ADMIN, TRAINER, "draft_gone"),
    "press dfq": (Role.ADMIN, TRAINER, "draft_gone"),
    "press exgo": (Role.TRAINER, ADMIN, "not_allowed"),
    "press exd": (Role.TRAINER, ADMIN, "not_allowed"),
    "press invgo": (Role.TRAINER, ADMIN, "not_allowed"),
    "press role": (Role.TRAINER, ADMIN, "not_allowed"),
}


@pytest.fixture
async def stage(furnished, tmp_path):
    database = shutil.copyfile(furnished, tmp_path / "wengu.db")
    async with open_stage(database) as stage:
        yield stage


@pytest.mark.parametrize("name", BUTTONS)
async def test_somebody_elses_button_is_refused_and_changes_nothing(stage, name):
    role, owner_id, refusal = BUTTONS[name]
    company = stage.company
    owner = {EMPLOYEE: company.employee, TRAINER: company.trainer, ADMIN: company.admin}[owner_id]
    other = await stage.person(OTHER, "旁人", role)
    data = await Props(stage, owner, joined=True).press(name.partition(" ")[2])
    before = await stage.rows()

    said = await stage.answer_to(other, lambda: other.presses_data(data))

    assert refused_as(said) == refusal
    assert await stage.rows() == before


async def test_an_answer_typed_for_somebody_elses_question_is_not_taken(stage):
    """The next text is awaited by a row of one's own, and the question must be one's own too."""
    other = await stage.person(OTHER, "旁人", Role.EMPLOYEE)
    await Props(stage, stage.company.employee, joined=True).act("typed answer")
    awaited = await stage.store.read(talk.expected, EMPLOYEE)
    await stage.store.run(talk.expect, OTHER, *awaited)
    before = await stage.rows()

    said = await stage.answer_to(other, lambda: other.types("571人"))

    assert refused_as(said) == "not_yours"
    assert await stage.rows() == before


async def test_a_forwarded_question_is_answered_by_its_owner_only(stage):
    """In a group nobody presses anything."""
    employee = stage.company.employee
    other = await stage.person(OTHER, "旁人", Role.EMPLOYEE)
    group = await stage.company.scene.group("班组", employee, other)
    data = await Props(stage, employee, joined=True).press("pick")
    before = await stage.rows()

    said = await stage.answer_to(other, lambda: other.presses_data(data, 1, group))

    assert refused_as(said) == "private_only"
    assert await stage.rows() == before
