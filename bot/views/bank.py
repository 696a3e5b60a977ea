"""The trainer's banks: the list, one bank, its questions one by one."""

from collections.abc import Sequence

from bot.html import clip, lines, plain
from bot.presses import (
    AcceptQuotes,
    Download,
    JudgeQuote,
    OpenBank,
    Preview,
    SetState,
    Shelves,
)
from bot.screen import TEXT_LIMIT, Button, File, Screen
from bot.texts import Texts
from bot.views import question as view
from questions.practice import Cited
from questions.question import Question
from questions.shelf import Shelf

PAGE = 8
TITLE = 26
FORMATS = ("xlsx", "json")


def shelves(banks: Sequence[Shelf], page: int, words: Texts) -> Screen:
    shown = banks[page * PAGE : (page + 1) * PAGE]
    rows: list[tuple[Button, ...]] = [(_open(bank, words),) for bank in shown]
    turn = []
    if page:
        turn.append(Button("◀", Shelves(page - 1)))
    if (page + 1) * PAGE < len(banks):
        turn.append(Button("▶", Shelves(page + 1)))
    if turn:
        rows.append(tuple(turn))
    return Screen(words("bank.list", count=len(banks)), tuple(rows))


def card(bank: Shelf, words: Texts) -> Screen:
    text = lines(
        words("bank.title", title=bank.title),
        words("bank.state", state=words(f"bank.state.{bank.state}")),
        words("bank.count", count=bank.questions),
        words("bank.proposed", count=bank.proposed) if bank.proposed else "",
    )
    published = bank.state == "published"
    switch = Button(
        words.plain("bank.withdraw" if published else "bank.publish"),
        SetState(bank.id, 0 if published else 1),
    )
    downloads = tuple(
        Button(words.plain(f"bank.download.{name}"), Download(bank.id, i))
        for i, name in enumerate(FORMATS)
    )
    rows = [(switch, Button(words.plain("bank.preview"), Preview(bank.id, 0))), downloads]
    if bank.proposed:
        label = words.plain("bank.accept_all", count=bank.proposed)
        rows.insert(1, (Button(label, AcceptQuotes(bank.id)),))
    return Screen(text, (*rows, (Button(words.plain("bank.back"), Shelves(0)),)))


def preview(
    bank_id: int,
    place: int,
    total: int,
    question: Question,
    cited: tuple[Cited, ...],
    proposed: bool,
    words: Texts,
) -> Screen:
    """A question as an employee sees it, and below it what the verdict will say."""
    proof = lines(
        words("bank.key", key=view.plain_key(question, words)),
        view.quotes_of(cited, question, proposed, words) or words("bank.no_quote"),
        view.note(question, words),
        apart="\n\n",
    )
    top = words("bank.place", place=place + 1, total=total, kind=words(f"kind.{question.kind}"))
    text = lines(top, view.as_written(question, words), proof, apart="\n\n")
    if len(plain(text)) > TEXT_LIMIT:
        text = lines(top, clip(question.stem, 300), proof, apart="\n\n")
    rows = [
        (
            Button("◀", Preview(bank_id, (place - 1) % total)),
            Button("▶", Preview(bank_id, (place + 1) % total)),
        ),
        (Button(words.plain("bank.open"), OpenBank(bank_id)),),
    ]
    if proposed and cited:
        accept = Button(words.plain("bank.quote_yes"), JudgeQuote(bank_id, place, 1))
        drop = Button(words.plain("bank.quote_no"), JudgeQuote(bank_id, place, 0))
        rows.insert(0, (accept, drop))
    return Screen(text, tuple(rows))


def download(title: str, form: str, content: bytes, words: Texts) -> Screen:
    name = "".join("_" if c in '\\/:*?"<>|' or not c.isprintable() else c for c in title)
    return Screen(words("bank.downloaded", title=title), document=File(f"{name}.{form}", content))


def template(content: bytes, words: Texts) -> Screen:
    name = words.plain("template.name")
    return Screen(words("template.caption"), document=File(f"{name}.xlsx", content))


def _open(bank: Shelf, words: Texts) -> Button:
    sign = words.plain(f"bank.sign.{bank.state}")
    return Button(f"{sign} {clip(bank.title, TITLE)} · {bank.questions}", OpenBank(bank.id))
