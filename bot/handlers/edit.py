"""修改: one question of a bank is changed in chat, field by field, and saved as a new version."""

import asyncio
from collections.abc import Sequence
from functools import partial

from telegram import Update

from bot.access import needs
from bot.context import App, Context, on_press, on_typed
from bot.presses import (
    BeginEdit,
    ClearField,
    EditField,
    LeaveEdit,
    MarkChoice,
    QuoteSentence,
    SaveEdit,
    SetDifficulty,
    ShowEdit,
)
from bot.screen import Screen
from bot.views import edit as view
from db import articles, edit
from questions import editing as rules
from questions import finder
from questions.editing import Editing, Field, Saved
from questions.errors import OldButton
from questions.people import Permission
from questions.question import Question
from questions.quoting import nearest
from questions.search import Match, Place, Shelved

_CHANGE = Permission.CHANGE_BANKS


@needs(_CHANGE)
async def begin(update: Update, context: Context) -> None:
    question = context.press(BeginEdit).question
    editing = await context.run(edit.begin, context.person_id, question, context.now)
    await context.show(view.card(editing, context.words))


@needs(_CHANGE)
async def look(update: Update, context: Context) -> None:
    editing = await context.run(edit.look, context.person_id, context.press(ShowEdit).edit)
    await context.show(view.card(editing, context.words))


@needs(_CHANGE)
async def open_field(update: Update, context: Context) -> None:
    press = context.press(EditField)
    field = _field(press.field)
    editing = await context.run(edit.open_field, context.person_id, press.edit, field)
    await context.show(await _ask(context, editing, field))


@needs(_CHANGE)
async def type_field(update: Update, context: Context) -> None:
    number, _, field_name = context.subject.partition(" ")
    field = _field(field_name)
    editing, edited = await context.run(
        edit.type_field, context.person_id, int(number), field, context.typed
    )
    if not edited.problems:
        await context.send(view.card(editing, context.words), reply=True)
        return
    found = await _nearest(context, editing.after, edited.astray) if edited.astray else ()
    asked = view.ask(
        editing.after, field, view.doors(editing.id), context.words, edited.problems, found
    )
    await context.send(asked, reply=True)


@needs(_CHANGE)
async def mark(update: Update, context: Context) -> None:
    press = context.press(MarkChoice)
    rule = partial(rules.marked, place=press.place)
    editing = await context.run(edit.change, context.person_id, press.edit, rule)
    await context.show(await _ask(context, editing, Field.ANSWER))


@needs(_CHANGE)
async def set_difficulty(update: Update, context: Context) -> None:
    press = context.press(SetDifficulty)
    rule = partial(rules.with_difficulty, difficulty=press.difficulty)
    editing = await context.run(edit.change, context.person_id, press.edit, rule)
    await context.show(view.card(editing, context.words))


@needs(_CHANGE)
async def clear(update: Update, context: Context) -> None:
    press = context.press(ClearField)
    rule = partial(rules.cleared, field=_field(press.field))
    editing = await context.run(edit.change, context.person_id, press.edit, rule)
    await context.show(view.card(editing, context.words))


@needs(_CHANGE)
async def choose_quote(update: Update, context: Context) -> None:
    press = context.press(QuoteSentence)
    sentence = Place(press.article, press.sentence)
    editing = await context.run(edit.choose_quote, context.person_id, press.edit, sentence)
    await context.show(view.card(editing, context.words))


@needs(_CHANGE)
async def save(update: Update, context: Context) -> None:
    edit_id = context.press(SaveEdit).edit
    done = await context.run(edit.save, context.person_id, edit_id, context.now)
    if isinstance(done, Saved):
        await context.show(view.saved(done, context.words))
    else:
        await context.show(view.card(done, context.words))


@needs(_CHANGE)
async def leave(update: Update, context: Context) -> None:
    spot = await context.run(edit.leave, context.person_id, context.press(LeaveEdit).edit)
    await context.show(view.left(spot, context.words))


def _field(field_name: str) -> Field:
    try:
        return Field(field_name)
    except ValueError:
        raise OldButton from None


async def _ask(context: Context, editing: Editing, field: Field) -> Screen:
    found: Sequence[Match] = ()
    if field is Field.QUOTES:
        found = await _nearest(context, editing.after)
    return view.ask(editing.after, field, view.doors(editing.id), context.words, matches=found)


async def _nearest(context: Context, question: Question, text: str = "") -> tuple[Match, ...]:
    library = await context.read(articles.shelved)
    # The first look loads jieba and reads the whole library.
    return await asyncio.to_thread(_look_up, library, question, text)


def _look_up(library: tuple[Shelved, ...], question: Question, text: str) -> tuple[Match, ...]:
    over = finder.over(tuple(each.article for each in library))
    return nearest(over, library, text, question)


def register(app: App) -> None:
    on_press(app, BeginEdit, begin)
    on_press(app, ShowEdit, look)
    on_press(app, EditField, open_field)
    on_press(app, MarkChoice, mark)
    on_press(app, SetDifficulty, set_difficulty)
    on_press(app, ClearField, clear)
    on_press(app, QuoteSentence, choose_quote)
    on_press(app, SaveEdit, save)
    on_press(app, LeaveEdit, leave)
    on_typed(app, edit.AWAITING, type_field)
