"""An admin at the phone: inviting people, and keeping them."""

import re
from datetime import UTC, datetime

from db import people
from db.people import Visitor
from questions.people import Role
from tests.company import ADMIN, EMPLOYEE, TRAINER

NOT_ALLOWED = "没有这个命令，或者你没有这个权限"


async def invites(admin, *choices):
    """Put an invitation together; the message with the link, and its code."""
    await admin.types("/invite")
    await admin.hears("请选择加入后的角色")
    for choice in choices:
        await admin.presses(choice)
        heard = await admin.hears()
    found = re.search(r"https://t\.me/\w+\?start=([0-9A-Z]{16})\b", heard.text)
    assert found, heard
    return heard, found[1]


async def opens(admin, name):
    """The card of somebody in the list of people."""
    await admin.types("/people")
    await admin.hears("人员")
    await admin.presses(name)
    return await admin.hears("加入时间")


async def test_an_invited_trainer_joins_by_link_and_has_the_trainers_menu(company_with):
    company = await company_with(join="invite")
    newcomer = await company.stranger("钱新人")

    link, code = await invites(company.admin, "培训师", "培训部", "7 天", "1 人")
    await newcomer.types(f"/start {code}")
    await newcomer.hears("你是培训师")
    await newcomer.types("/help")
    await newcomer.hears("/banks")

    assert "角色：培训师\n部门：培训部\n有效期：至 " in link
    assert "人数：1 人" in link
    assert {"practice", "banks", "upload"} <= set(await newcomer.commands())
    assert "export" not in await newcomer.commands()
    joined = await company.store.read(people.find, newcomer.id)
    assert (joined.role, joined.department) == (Role.TRAINER, "培训部")


async def test_a_link_for_one_person_lets_no_second_one_in(company_with):
    company = await company_with(join="invite")
    first, second = await company.stranger("孙一"), await company.stranger("周二")
    _, code = await invites(company.admin, "员工", "不指定", "1 天", "1 人")
    await first.types(f"/start {code}")
    await first.hears("孙一，你好")

    await second.types(f"/start {code}")

    await second.hears("无效或已用完")


async def test_a_department_may_be_typed_for_an_invitation(company):
    admin = company.admin
    await admin.types("/invite")
    await admin.hears()
    await admin.presses("员工")
    await admin.hears("请选择部门")
    await admin.presses("输入新部门")
    await admin.hears("请输入部门名称")

    await admin.types("安全<b>环保部")
    await admin.hears("链接多久有效")
    await admin.presses("不限")
    await admin.hears("最多几个人")
    await admin.presses("不限")

    link = await admin.hears("邀请链接已生成")
    assert "部门：安全<b>环保部\n有效期：不限\n人数：不限" in link


async def test_an_invitation_that_makes_admins_says_so(company):
    link, _ = await invites(company.admin, "管理员", "不指定", "1 天", "1 人")

    assert "会成为管理员" in link


async def test_a_new_role_is_told_and_hangs_up_its_menu(company):
    admin, employee = company.admin, company.employee
    await opens(admin, "李员工")
    await admin.presses("改角色")
    await admin.hears("改成哪个角色")

    await admin.presses("培训师")

    await employee.hears("你的角色改成了“培训师”")
    assert "角色：培训师" in await admin.hears()
    assert "banks" in await employee.commands()


async def test_a_change_is_told_in_the_language_of_whom_it_concerns(company):
    admin, employee = company.admin, company.employee
    await company.store.run(people.set_own, EMPLOYEE, language="en")
    await opens(admin, "李员工")
    await admin.presses("改角色")
    await admin.hears("改成哪个角色")

    await admin.presses("培训师")

    await employee.hears("An admin has changed your role to “Trainer”")
    assert (await employee.commands())["banks"] == "Question banks"


async def test_a_demoted_trainers_old_buttons_are_refused(company):
    admin, trainer = company.admin, company.trainer
    await trainer.types("/banks")
    banks = await trainer.hears("题库")
    await opens(admin, "王培训")
    await admin.presses("改角色")
    await admin.hears("改成哪个角色")
    await admin.presses("员工")
    await trainer.hears("你的角色改成了“员工”")

    await trainer.presses_data(banks.keys[0]["callback_data"], banks.id)

    await trainer.hears(NOT_ALLOWED)
    assert "banks" not in await trainer.commands()


async def test_a_demoted_admins_old_buttons_are_refused(company):
    admin, other = company.admin, company.trainer
    await company.store.run(people.set_role, ADMIN, TRAINER, Role.ADMIN)
    await other.types("/export")
    export = await other.hears("导出成绩")
    await other.types("/people")
    listed = await other.hears("人员")
    await opens(admin, "王培训")
    await admin.presses("改角色")
    await admin.hears("改成哪个角色")
    await admin.presses("员工")
    await other.hears("你的角色改成了“员工”")

    for message, data in [
        (export, export.keys[-1]["callback_data"]),
        (listed, listed.keys[0]["callback_data"]),
        (listed, f"role:{TRAINER}:admin:0.0"),
        (listed, "invgo:admin.0.0.0"),
    ]:
        await other.presses_data(data, message.id)
        await other.hears(NOT_ALLOWED)
    await other.types("王")
    await other.hears(NOT_ALLOWED)

    demoted = await company.store.read(people.find, TRAINER)
    assert demoted.role is Role.EMPLOYEE
    assert "people" not in await other.commands()


async def test_the_last_admin_stays_one(company):
    admin = company.admin
    await opens(admin, "赵管理")
    await admin.presses("改角色")
    await admin.hears("改成哪个角色")

    await admin.presses("员工")

    await admin.hears("至少要有一名在用的管理员")
    kept = await company.store.read(people.find, ADMIN)
    assert kept.role is Role.ADMIN


async def test_a_deactivated_person_is_told_so_and_may_come_back(company):
    admin, employee = company.admin, company.employee
    await opens(admin, "李员工")
    await admin.presses("停用")
    await admin.hears("确定停用吗")

    await admin.presses("确定停用")
    await employee.hears("你的账号已停用")
    await employee.types("/practice")
    await employee.hears("你的账号已停用")
    assert "状态：已停用" in await admin.hears()
    await admin.presses("恢复")
    await admin.hears("确定恢复吗")
    await admin.presses("确定恢复")

    await employee.hears("你的账号已恢复")
    await employee.types("/practice")
    await employee.hears("选一个题库")


async def test_a_change_is_kept_though_the_person_has_blocked_the_bot(company):
    admin = company.admin
    await company.scene.page("POST", "block", json={"person": EMPLOYEE})
    await opens(admin, "李员工")
    await admin.presses("改角色")
    await admin.hears("改成哪个角色")

    await admin.presses("培训师")

    await admin.hears("角色：培训师")
    await admin.types("/people")
    await admin.hears("共 3 人")


async def test_a_change_is_kept_though_the_person_cannot_be_reached(company):
    admin = company.admin
    await company.store.run(
        people.seat, Visitor(4242, "吴远", "", "zh"), Role.EMPLOYEE, "", datetime.now(UTC)
    )
    await opens(admin, "吴远")
    await admin.presses("停用")
    await admin.hears("确定停用吗")

    await admin.presses("确定停用")

    await admin.hears("状态：已停用")
    await admin.types("/people")
    assert "🚫 吴远 · 员工" in admin.buttons(await admin.hears("共 4 人"))


async def test_people_are_found_by_what_is_typed(company):
    admin = company.admin
    await company.store.run(people.set_own, EMPLOYEE, employee_number="000731")
    await admin.types("/people")
    await admin.hears("共 3 人")

    await admin.types("0731")

    found = await admin.hears("找到 1 人")
    assert admin.buttons(found)[0].startswith("李员工")
    await admin.types("100%")
    await admin.hears("没有找到")


async def test_a_department_may_be_typed_and_the_search_goes_on(company):
    admin = company.admin
    await admin.types("/people")
    await admin.hears("人员")
    await admin.types("李员工")
    await admin.hears("找到 1 人")
    await admin.presses("李员工 · 生产部 · 员工")
    await admin.hears("部门：生产部")
    await admin.presses("改部门")
    await admin.hears("放到哪个部门")
    await admin.presses("输入新部门")
    await admin.hears("请输入部门名称")

    await admin.types("财务部")

    await admin.hears("部门：财务部")
    await company.employee.hears("你的部门改成了“财务部”")
    await admin.presses("返回列表")
    await admin.hears("查找“李员工”")
