"""An employee at the phone: the first ten questions, and all that can be pressed and typed."""


async def test_practice_offers_the_banks_with_progress(company):
    employee = company.employee

    await employee.types("/practice")

    picker = await employee.hears("选一个题库")
    assert "0%" in employee.buttons(picker)[0]
    assert employee.buttons(picker)[-1] == "全部题库"
