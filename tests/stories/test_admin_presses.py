"""Presses of admins' buttons by others, and presses that no button of theirs sends."""

import pytest

from db import people
from questions.people import Role
from tests.company import ADMIN, EMPLOYEE

NOT_ALLOWED = "没有这个命令，或者你没有这个权限"


@pytest.mark.parametrize(
    "data",
    [
        "exgo:0.month.0.xlsx",
        "ex:0.month.0.xlsx",
        "exl:bank:0:0.month.0.xlsx",
        "exd:0.month.0.xlsx",
        "inv:admin...",
        "invd:0:admin...",
        "invn:admin...",
        "invgo:admin.0.0.0",
        "ppl:0.0",
        f"who:{ADMIN}:card:0.0",
        f"dep:{ADMIN}:0:0.0",
        f"newd:{ADMIN}:0.0",
        f"role:{EMPLOYEE}:admin:0.0",
        f"setd:{EMPLOYEE}:0:0.0",
        f"act:{ADMIN}:0:0.0",
    ],
)
async def test_no_press_makes_an_employee_an_admin(company, data):
    employee = company.employee
    await employee.types("/help")
    await employee.hears()

    await employee.presses_data(data)

    await employee.hears(NOT_ALLOWED)
    same = await company.store.read(people.find, EMPLOYEE)
    assert same.role is Role.EMPLOYEE


@pytest.mark.parametrize(
    "data",
    [
        "ex:1.month",
        "ex:0.month.0.docx",
        "ex:0.20261301-20261302.0.csv",
        "ex:0.99990101-99991231.0.csv",
        "ex:77.month.0.csv",
        "exl:people:0:0.month.0.xlsx",
        "inv:boss...",
        "inv:admin.0.1.1",
        "inv:admin.5..",
        "ppl:-1.0",
        "ppl:0.5",
        "who:1001:card:x",
        "who:1001:shoes:0.0",
        "who:5:card:0.0",
        "role:1001:boss:0.0",
        "setd:1001:5:0.0",
        "dep:1001:99999999999999999999:0.0",
    ],
)
async def test_a_press_that_no_button_sends_is_refused_in_words(company, data):
    admin = company.admin
    await admin.types("/help")
    await admin.hears()

    await admin.presses_data(data)

    toast = await admin.hears()
    assert toast.kind == "toast"
    assert "失效" in toast or "没有找到这个人" in toast
