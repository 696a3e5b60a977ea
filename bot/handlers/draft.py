"""/draft: an article in, its drafts out, to be judged one at a time."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from telegram import Update
from telegram.ext import CommandHandler

from bot.access import needs
from bot.context import App, Context, Errand, on_file, on_job, on_press, on_typed
from bot.engine.apart import apart
from bot.presses import (
    AskModel,
    ClearDraftField,
    CorrectDraft,
    CorrectField,
    EndArticle,
    JudgeDraft,
    MarkDraft,
    PauseReview,
    QuoteDraft,
    ReopenDrafts,
    ReviewDrafts,
    SetDraftDifficulty,
    ShowDraft,
    StockDrafts,
)
from bot.views import draft as view
from db import draft, drafting
from questions import editing as rules
from questions import finder
from questions.articles import Article
from questions.drafting.handed_in import following, handed_in, suited
from questions.drafting.review import Turn
from questions.editing import Field
from questions.errors import OldButton
from questions.formats.worker import article_apart
from questions.people import Permission
from questions.question import Question
from questions.quoting import nearest
from questions.search import Match, Shelved

# From this length on a message may be cut: what follows belongs to it.
CUT_FROM = 4000


@needs(Permission.KEEP_BANKS)
async def ask(update: Update, context: Context) -> None:
    reviews = await context.run(drafting.ask, context.person_id)
    await context.send(view.ask(reviews, context.words))


@needs(Permission.KEEP_BANKS)
async def receive_pasted(update: Update, context: Context) -> None:
    """A message as long as Telegram lets them be is a piece of a longer text."""
    if len(context.typed) >= CUT_FROM:
        length = await context.run(drafting.collect, context.person_id, context.typed)
        await context.send(view.more(length, context.words))
        return
    text = await context.read(drafting.whole, context.person_id, context.typed)
    await _draft_from(context, text)


@needs(Permission.KEEP_BANKS)
async def end_pasted(update: Update, context: Context) -> None:
    await _draft_from(context, await context.read(drafting.whole, context.person_id))


@needs(Permission.KEEP_BANKS)
async def receive_file(update: Update, context: Context) -> None:
    data = await context.download()
    await _draft_from(context, await apart(article_apart, data))


async def _draft_from(context: Context, text: str) -> None:
    me = context.person_id
    async with context.typing(), context.bot_data["desk"]:
        handed = await apart(handed_in, text)
        known = await context.read(drafting.titled, me, handed.title)
        article = following(handed, known)
        questions, thrown = await apart(_drafted, article)
    kept = await context.run(drafting.keep, me, article, questions, context.now)
    turn = kept.turn
    opened = (turn.review, kept.version, kept.checked, kept.found, thrown, _host(context))
    await context.send(view.opened(*opened, context.words))
    if turn.review.total:
        await context.send_below(view.draft(turn, context.words))


def _drafted(article: Article) -> tuple[tuple[Question, ...], Mapping[str, int]]:
    """The drafts, and how many were thrown away for which reason."""
    # Loaded where it is wanted, with jieba.
    from questions.drafting.draft import draft

    drafted = draft(article, suited(article))
    return drafted.questions, drafted.thrown


@needs(Permission.KEEP_BANKS)
async def ask_model(update: Update, context: Context) -> None:
    article, message = context.press(AskModel).article, update.effective_message
    if not (host := _host(context)):
        raise OldButton
    message_id = message.message_id if message else None
    await context.run(drafting.ask_model, context.person_id, article, message_id, context.now)
    await context.show(view.asking(host, context.words))


async def draft_by_model(errand: Errand) -> None:
    me, number, model = errand.person_id, errand.job.payload["article"], errand.model
    if model is None:
        raise OldButton
    article = await errand.store.read(drafting.reviewed, me, number)
    reply = await model.answer(await apart(_messages, article))
    questions, thrown = await apart(_let_in, reply, article)
    turn = await errand.store.run(drafting.add_drafts, me, number, questions, datetime.now(UTC))
    await errand.show(view.added(len(questions), thrown, turn, errand.words))


async def model_failed(errand: Errand, reference: str) -> None:
    await errand.show(view.model_failed(reference, errand.words))


def _messages(article: Article) -> list[dict[str, str]]:
    from questions.drafting.model import messages

    return messages(article)


def _let_in(reply: str, article: Article) -> tuple[tuple[Question, ...], Mapping[str, int]]:
    from questions.drafting.model import let_in

    drafted = let_in(reply, article)
    return drafted.questions, drafted.thrown


def _host(context: Context) -> str:
    """Where a language model is; "" where there is none."""
    model = context.bot_data["model"]
    return str(model.host) if model else ""


@needs(Permission.KEEP_BANKS)
async def go_on(update: Update, context: Context) -> None:
    article = context.press(ReviewDrafts).article
    turn = await context.read(draft.go_on, context.person_id, article)
    await context.show(view.draft(turn, context.words))


@needs(Permission.KEEP_BANKS)
async def pause(update: Update, context: Context) -> None:
    article = context.press(PauseReview).article
    review = await context.read(draft.pause, context.person_id, article)
    await context.show(view.standing(review, context.words))


@needs(Permission.KEEP_BANKS)
async def reopen(update: Update, context: Context) -> None:
    article = context.press(ReopenDrafts).article
    turn = await context.run(draft.reopen, context.person_id, article)
    await context.show(view.draft(turn, context.words))


@needs(Permission.KEEP_BANKS)
async def stock(update: Update, context: Context) -> None:
    article = context.press(StockDrafts).article
    shelf, stocked = await context.run(draft.stock, context.person_id, article, context.now)
    await context.show(view.stocked(shelf, stocked, context.words))


@needs(Permission.KEEP_BANKS)
async def judge(update: Update, context: Context) -> None:
    """What was pressed is done; the next draft comes up in its place at once."""
    press = context.press(JudgeDraft)
    taken = bool(press.taken)
    place, turn = await context.run(
        draft.decide, context.person_id, press.draft, press.edition, taken=taken
    )
    said = view.judged(place, taken, context.words)
    await context.show(view.draft(turn, context.words, said))


@needs(Permission.KEEP_BANKS)
async def show(update: Update, context: Context) -> None:
    press = context.press(ShowDraft)
    turn = await context.run(draft.back, context.person_id, press.draft, press.edition)
    await context.show(view.draft(turn, context.words))


@needs(Permission.KEEP_BANKS)
async def correct(update: Update, context: Context) -> None:
    press = context.press(CorrectDraft)
    turn = await context.read(draft.look, context.person_id, press.draft, press.edition)
    await context.show(view.correct(turn, context.words))


@needs(Permission.KEEP_BANKS)
async def correct_field(update: Update, context: Context) -> None:
    press = context.press(CorrectField)
    await _open(context, press.draft, press.edition, _field(press.field))


@needs(Permission.KEEP_BANKS)
async def type_field(update: Update, context: Context) -> None:
    number, edition, name = context.subject.split()
    field = Field(name)
    turn, edited = await context.run(
        draft.type_field, context.person_id, int(number), int(edition), field, context.typed
    )
    if edited.problems:
        screen = view.ask_field(turn, field, context.words, edited.problems)
    else:
        screen = view.draft(turn, context.words)
    await context.send(screen, reply=True)


@needs(Permission.KEEP_BANKS)
async def mark(update: Update, context: Context) -> None:
    press = context.press(MarkDraft)
    rule = partial(rules.marked, place=press.place)
    turn = await _change(context, press.draft, press.edition, Field.ANSWER, rule)
    await context.show(view.ask_field(turn, Field.ANSWER, context.words))


@needs(Permission.KEEP_BANKS)
async def set_difficulty(update: Update, context: Context) -> None:
    press = context.press(SetDraftDifficulty)
    rule = partial(rules.with_difficulty, difficulty=press.difficulty)
    turn = await _change(context, press.draft, press.edition, Field.DIFFICULTY, rule)
    await context.show(view.draft(turn, context.words))


@needs(Permission.KEEP_BANKS)
async def clear(update: Update, context: Context) -> None:
    press = context.press(ClearDraftField)
    field = _field(press.field)
    rule = partial(rules.cleared, field=field)
    turn = await _change(context, press.draft, press.edition, field, rule)
    await context.show(view.draft(turn, context.words))


@needs(Permission.KEEP_BANKS)
async def choose_quote(update: Update, context: Context) -> None:
    press = context.press(QuoteDraft)
    chosen = (press.draft, press.edition, press.sentence)
    turn = await context.run(draft.choose_quote, context.person_id, *chosen)
    await context.show(view.draft(turn, context.words))


async def _change(
    context: Context,
    draft_id: int,
    edition: int,
    field: Field,
    rule: Callable[[Question], Question],
) -> Turn:
    return await context.run(draft.change, context.person_id, draft_id, edition, field, rule)


async def _open(context: Context, draft_id: int, edition: int, field: Field) -> None:
    turn, source = await context.run(draft.open_field, context.person_id, draft_id, edition, field)
    found: Sequence[Match] = ()
    if field is Field.QUOTES and turn.draft:
        # The first look loads jieba.
        found = await asyncio.to_thread(_nearest, source, turn.draft.question)
    await context.show(view.ask_field(turn, field, context.words, matches=found))


def _nearest(source: Shelved, question: Question) -> tuple[Match, ...]:
    return nearest(finder.over((source.article,)), (source,), "", question)


def _field(name: str) -> Field:
    try:
        return Field(name)
    except ValueError:
        raise OldButton from None


def register(app: App) -> None:
    app.add_handler(CommandHandler("draft", ask))
    on_typed(app, drafting.AWAITING, receive_pasted)
    on_typed(app, draft.CORRECTION, type_field)
    on_file(app, drafting.AWAITING, receive_file)
    on_press(app, EndArticle, end_pasted)
    on_press(app, AskModel, ask_model)
    on_job(app, drafting.ASK_MODEL, draft_by_model, model_failed)
    on_press(app, ReviewDrafts, go_on)
    on_press(app, PauseReview, pause)
    on_press(app, ReopenDrafts, reopen)
    on_press(app, StockDrafts, stock)
    on_press(app, JudgeDraft, judge)
    on_press(app, ShowDraft, show)
    on_press(app, CorrectDraft, correct)
    on_press(app, CorrectField, correct_field)
    on_press(app, MarkDraft, mark)
    on_press(app, SetDraftDifficulty, set_difficulty)
    on_press(app, ClearDraftField, clear)
    on_press(app, QuoteDraft, choose_quote)
