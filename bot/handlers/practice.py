"""/practice: runs of ten questions, each answer explained at once with its quote."""

import secrets

from telegram import Update
from telegram.ext import CommandHandler

from bot.context import App, Context, on_press, on_typed
from bot.presses import Around, GoOn, Next, Pick, Pickers, Practise, Submit, Toggle
from bot.views import practice as view
from db import articles, practice
from db.asked import AWAITING
from questions.errors import AnswerTooLong, OldButton
from questions.practice import ANSWER_LIMIT, Outcome


async def pick_bank(update: Update, context: Context) -> None:
    picked = await context.read(practice.picker, context.person_id)
    await context.send(view.picker(picked, context.words))


async def start(update: Update, context: Context) -> None:
    press = context.press(Practise)
    asked = await context.run(
        practice.start, context.person_id, press.bank or None, context.now, secrets.randbits(32)
    )
    await context.send(view.question(asked, context.words))


async def go_on(update: Update, context: Context) -> None:
    context.press(GoOn)
    asked = await context.run(practice.go_on, context.person_id, context.now)
    await context.send(view.question(asked, context.words))


async def ask_next(update: Update, context: Context) -> None:
    press = context.press(Next)
    asked = await context.run(practice.next_question, context.person_id, press.asked, context.now)
    await context.send(view.question(asked, context.words))


async def toggle(update: Update, context: Context) -> None:
    press = context.press(Toggle)
    asked = await context.run(practice.toggle, context.person_id, press.asked, press.choice)
    await context.show(view.question(asked, context.words))


async def answer(update: Update, context: Context) -> None:
    press = context.press(Pick)
    outcome = await context.run(
        practice.answer,
        context.person_id,
        press.asked,
        press.choice,
        context.now,
        context.zone,
    )
    await context.show(view.verdict(outcome, context.words))
    await _end(outcome, context)


async def submit(update: Update, context: Context) -> None:
    press = context.press(Submit)
    outcome = await context.run(
        practice.submit, context.person_id, press.asked, context.now, context.zone
    )
    await context.show(view.verdict(outcome, context.words))
    await _end(outcome, context)


async def type_answer(update: Update, context: Context) -> None:
    if len(context.typed) > ANSWER_LIMIT:
        raise AnswerTooLong(limit=ANSWER_LIMIT)
    outcome = await context.run(
        practice.answer_typed,
        context.person_id,
        int(context.subject),
        context.typed,
        context.now,
        context.zone,
    )
    await context.send(view.verdict(outcome, context.words), reply=True)
    await _end(outcome, context)


async def look_around(update: Update, context: Context) -> None:
    press = context.press(Around)
    asked, then = await context.read(practice.outcome_of, context.person_id, press.asked)
    found = []
    for cited in asked.cited:
        three = await context.read(articles.around, cited.quote, then)
        if three:
            found.append((cited, three))
    if not found:
        raise OldButton
    await context.send(view.around(found, context.words))


async def _end(outcome: Outcome, context: Context) -> None:
    if outcome.ends_run:
        run = await context.read(practice.result, context.person_id, outcome.asked.run_id)
        await context.send_below(view.result(run, context.words))


def register(app: App) -> None:
    app.add_handler(CommandHandler("practice", pick_bank))
    on_press(app, Pickers, pick_bank)
    on_press(app, Practise, start)
    on_press(app, GoOn, go_on)
    on_press(app, Next, ask_next)
    on_press(app, Toggle, toggle)
    on_press(app, Pick, answer)
    on_press(app, Submit, submit)
    on_press(app, Around, look_around)
    on_typed(app, AWAITING, type_answer)
