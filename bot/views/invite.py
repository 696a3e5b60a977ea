"""An invitation put together on one screen, and the link that comes of it."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bot.html import Html, clip, lines, quoted
from bot.presses import Invite, InviteTo, InviteToNew, MakeInvitation
from bot.screen import Button, Screen
from bot.texts import Texts
from bot.views.paging import cut, turning
from questions.errors import OldScreen
from questions.invite import COMMAND, DAYS, USES, Invitation, Inviting
from questions.people import Role
from questions.stamps import stamp

LABEL = 26
Rows = tuple[tuple[Button, ...], ...]


def choice(chosen: Inviting, names: Sequence[str], page: int, words: Texts) -> Screen:
    """What is chosen so far, and the next thing to choose."""
    step = chosen.step
    if step is None:
        raise OldScreen(command=COMMAND)
    rows: dict[str, Rows] = {
        "role": (_roles(chosen, words),),
        "department": _departments(chosen, names, page, words),
        "days": (_days(chosen, words),),
        "uses": (_uses(chosen, words),),
    }
    back = Button(words.plain("invite.back"), Invite(chosen.back().packed()))
    text = lines(
        lines(words("invite.top"), *_so_far(chosen, names, words)),
        words(f"invite.pick.{step}"),
        apart="\n\n",
    )
    return Screen(text, rows[step] if step == "role" else (*rows[step], (back,)))


def ask_department(words: Texts) -> Screen:
    return Screen(words("invite.type"))


def made(invitation: Invitation, bot: str, zone: ZoneInfo, words: Texts) -> Screen:
    """The link, what it gives and until when, and a sentence to pass on with it."""
    invited = invitation.invited
    link = f"https://t.me/{bot}?start={invitation.code}"
    until, uses = invitation.until, invited.uses
    gives = lines(
        _role(invited.role, words),
        _department(invited.department, words),
        words("invite.until", until=f"{until.astimezone(zone):%Y-%m-%d %H:%M}")
        if until
        else words("invite.days", days=words("invite.no_limit")),
        _number("uses", uses or 0, words),
    )
    text = lines(
        lines(words("invite.made"), gives),
        words("invite.warning") if invited.role is Role.ADMIN else "",
        lines(words("invite.pass_on"), quoted(lines(words("invite.sentence"), link))),
        apart="\n\n",
    )
    sentence = {"url": link, "text": words.plain("invite.sentence")}
    share = f"https://t.me/share/url?{urlencode(sentence)}"
    rows = (
        (Button(words.plain("invite.share"), url=share),),
        (Button(words.plain("invite.again"), Invite(Inviting().packed())),),
    )
    return Screen(text, rows)


def _so_far(chosen: Inviting, names: Sequence[str], words: Texts) -> list[Html]:
    told = []
    if chosen.role is not None:
        told.append(_role(chosen.role, words))
    if chosen.department is not None:
        told.append(_department(chosen.department_among(names), words))
    if chosen.days is not None:
        told.append(_number("days", chosen.days, words))
    return told


def _role(role: Role, words: Texts) -> Html:
    return words("invite.role", role=words(f"role.{role}"))


def _department(name: str, words: Texts) -> Html:
    return words("invite.department", department=name or words("invite.no_department"))


def _number(step: str, number: int, words: Texts) -> Html:
    return words(f"invite.{step}", **{step: _counted(step, number, words)})


def _counted(step: str, number: int, words: Texts) -> str:
    """`7 天`, `1 day`, `50 people`, or no limit."""
    if not number:
        return words.plain("invite.no_limit")
    return words.plain(f"invite.{step}.{'one' if number == 1 else 'many'}", count=number)


def _roles(chosen: Inviting, words: Texts) -> tuple[Button, ...]:
    return tuple(
        Button(words.plain(f"role.{role}"), Invite(replace(chosen, role=role).packed()))
        for role in Role
    )


def _departments(chosen: Inviting, names: Sequence[str], page: int, words: Texts) -> Rows:
    page, shown = cut(names, page)
    none = Button(words.plain("invite.no_department"), Invite(_in("", chosen)))
    new = Button(words.plain("invite.new_department"), InviteToNew(chosen.packed()))
    turn = turning(page, len(names), lambda to: InviteTo(to, chosen.packed()))
    listed = tuple((Button(clip(name, LABEL), Invite(_in(name, chosen))),) for name in shown)
    return ((none,), *listed, *((turn,) if turn else ()), (new,))


def _in(name: str, chosen: Inviting) -> str:
    return replace(chosen, department=stamp(name)).packed()


def _days(chosen: Inviting, words: Texts) -> tuple[Button, ...]:
    return tuple(
        Button(_counted("days", days, words), Invite(replace(chosen, days=days).packed()))
        for days in DAYS
    )


def _uses(chosen: Inviting, words: Texts) -> tuple[Button, ...]:
    return tuple(
        Button(_counted("uses", uses, words), MakeInvitation(replace(chosen, uses=uses).packed()))
        for uses in USES
    )
