"""Who may do what is decided in one place, by one rule."""

import ast
import inspect
from pathlib import Path

import pytest

import db
from db import people as people_verbs
from questions.errors import Deactivated, NotAllowed, NotYours
from questions.people import Permission, Role, permit

ROOT = Path(__file__).parents[2]
P = Permission
RIGHTS = {
    Role.EMPLOYEE: {P.PRACTISE},
    Role.TRAINER: {P.PRACTISE, P.KEEP_BANKS, P.CHANGE_BANKS},
    Role.ADMIN: {P.PRACTISE, P.KEEP_BANKS, P.CHANGE_BANKS, P.EXPORT, P.INVITE, P.KEEP_PEOPLE},
}
EVERY = [(role, permission) for role in Role for permission in Permission]


@pytest.mark.parametrize(("role", "permission"), EVERY)
def test_a_role_may_what_is_written_here_and_nothing_else(role, permission):
    if permission in RIGHTS[role]:
        permit(role, True, permission)
    else:
        with pytest.raises(NotAllowed):
            permit(role, True, permission)


@pytest.mark.parametrize(("role", "permission"), EVERY)
def test_the_deactivated_may_nothing(role, permission):
    with pytest.raises(Deactivated):
        permit(role, False, permission)


@pytest.mark.parametrize(
    ("role", "permission"), [each for each in EVERY if each != (Role.ADMIN, P.CHANGE_BANKS)]
)
def test_what_is_anothers_is_refused_but_for_an_admin_and_banks(role, permission):
    with pytest.raises((NotYours, NotAllowed)):
        permit(role, True, permission, owns=False)
    permit(Role.ADMIN, True, P.CHANGE_BANKS, owns=False)


# Where these refusals may be raised, and why there: the rule itself; a stranger has no role; the
# door, where one comes in; and the front, which lets nobody further who is not in.
DECIDE = {"questions/people.py", "db/people.py", "bot/app.py"}
REFUSALS = {"NotAllowed", "NotYours", "NotAMember", "Deactivated", "BankNotYours"}


def sources():
    for floor in ("questions", "db", "bot"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def test_nobody_else_decides():
    raised = {
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and node.exc
        for found in ast.walk(node.exc)
        if isinstance(found, ast.Name) and found.id in REFUSALS
    }

    assert raised == DECIDE


# Verbs that name a person and ask nothing, and why.
UNASKED = {
    "people.find": "says who somebody is, to the front only",
    "people.enter": "the door: decides itself who comes in",
    "people.accept": "the door, for an invitation",
    "people.seat": "the sandbox and tests seat people",
    "talk.expect": "a part of verbs that have asked",
    "talk.expected": "says what the next text is for; whoever takes it asks",
    "talk.forget": "a part of verbs that have asked",
    "roster.entry": "how somebody stands who was just changed by the actor",
    "delivery.announce": "the command line only; it has no actor yet",
    "delivery.tell": "a part of verbs that have asked",
    "delivery.set_reachable": "Telegram says so",
    "bank.put_state": "the command line, and verbs that have asked",
    "journal.write": "a part of verbs that have asked",
    "progress.note_answer": "a part of verbs that have asked",
    "draw.pools": "a part of verbs that have asked",
    "objections.settle": "a part of verbs that have asked",
    "objections.settle_by_key": "a part of verbs that have asked",
    "regrade.regrade": "a part of verbs that have asked",
    "recheck.check": "a part of verbs that have asked",
    "asked.one_at_a_time": "a part of verbs that have asked",
    "asked.open_run": "a part of verbs that have asked",
}
ACTORS = {"actor_id", "person_id", "visitor"}
ASK = {"authorise", "permit", "_authorise", "authorise_change"}


def verbs():
    """Every public function of db/ that names a person, and the functions it calls."""
    for path in sorted(Path(db.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                named = {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}
                calls = {
                    call.func.id if isinstance(call.func, ast.Name) else call.func.attr
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name | ast.Attribute)
                }
                yield f"{path.stem}.{node.name}", named, calls


def test_every_verb_that_names_an_actor_asks_or_is_excused_here():
    found = list(verbs())
    asking = set(ASK)
    # Whoever calls one that asks, asks.
    while more := {name.split(".")[1] for name, _, calls in found if calls & asking} - asking:
        asking |= more

    silent = {
        name
        for name, named, calls in found
        if named & ACTORS and not name.split(".")[1].startswith("_") and not calls & asking
    }

    assert silent == set(UNASKED)


def test_there_is_one_authorise():
    assert people_verbs.authorise.__module__ == "db.people"
    assert list(inspect.signature(people_verbs.authorise).parameters)[1:4] == [
        "actor_id",
        "permission",
        "owner_id",
    ]
