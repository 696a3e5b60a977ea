"""The trainer's banks: the list, one bank, its questions one by one."""

from collections.abc import Sequence
from dataclasses import replace

from bot.html import Html, clip, lines, plain
from bot.presses import (
    AcceptQuotes,
    BeginEdit,
    ChooseQuote,
    Download,
    JudgeQuote,
    ListLost,
    NothingFits,
    OpenBank,
    Press,
    Preview,
    PreviewRetired,
    RetireQuestion,
    SeekQuote,
    SetState,
    Shelves,
)
from bot.screen import TEXT_LIMIT, Button, File, Screen
from bot.texts import Texts
from bot.views import question as view
from bot.views.match import match
from questions.practice import Cited
from questions.question import LETTERS, Kind, Question
from questions.quoting import Bare
from questions.search import Match
from questions.shelf import PUBLISHED, Shelf
from questions.standing import Spot, Standing
from questions.upload import JOINER

PAGE = 8
TITLE = 16
KEY = 900
NOTHING = Html("")
# A press holds the place in this list: what comes is added at its end.
FORMATS = ("xlsx", "json", "csv", "gift", "moodle")


def shelves(banks: Sequence[Shelf], page: int, words: Texts) -> Screen:
    """A page of the banks, the newest first."""
    newest = banks[::-1]
    pages = -(-len(banks) // PAGE)
    rows = [(_open(bank, words),) for bank in newest[page * PAGE : (page + 1) * PAGE]]
    turn = []
    if page:
        turn.append(Button("◀", Shelves(page - 1)))
    if page + 1 < pages:
        turn.append(Button("▶", Shelves(page + 1)))
    text = lines(
        words("bank.list", count=len(banks)),
        words("bank.legend"),
        words("bank.page", page=page + 1, pages=pages) if pages > 1 else "",
    )
    return Screen(text, (*rows, *([tuple(turn)] if turn else [])))


def card(bank: Shelf, words: Texts, retired: int = 0) -> Screen:
    """One bank; so many of its questions are `retired`."""
    text = lines(
        words("bank.title", title=bank.title),
        lines(
            words("bank.state", state=words(f"bank.state.{bank.state}")),
            words("bank.count", count=bank.questions),
            words("bank.proposed", count=bank.proposed) if bank.proposed else "",
        ),
        words(f"bank.about.{bank.state}"),
        apart="\n\n",
    )
    is_published = bank.state == PUBLISHED
    switch = Button(
        words.plain("bank.withdraw" if is_published else "bank.publish"),
        SetState(bank.id, 0 if is_published else 1),
    )
    downloads = [
        Button(words.plain(f"bank.download.{name}"), Download(bank.id, i))
        for i, name in enumerate(FORMATS)
    ]
    pairs = [tuple(downloads[at : at + 2]) for at in range(0, len(downloads), 2)]
    look = Button(words.plain("bank.preview"), Preview(bank.id, 0))
    rows = [(switch, look) if bank.may_change else (look,), *pairs]
    if bank.proposed and bank.may_change:
        label = words.plain("bank.accept_all", count=bank.proposed)
        rows.insert(1, (Button(label, AcceptQuotes(bank.id)),))
    if bank.lost and bank.may_change:
        rows.insert(1, (Button(words.plain("lost.button", count=bank.lost), ListLost(0)),))
    if retired:
        label = words.plain("bank.retired", count=retired)
        rows.append((Button(label, PreviewRetired(bank.id, 0)),))
    return Screen(text, (*rows, (Button(words.plain("bank.back"), Shelves(0)),)))


def preview(
    standing: Standing,
    cited: tuple[Cited, ...],
    following: int | None,
    is_offered: bool,
    words: Texts,
    said: Html | None = None,
) -> Screen:
    """A question as an employee sees it, and below it what the verdict will say.

    `following` is the place of the next question whose quote waits to be confirmed; `is_offered`:
    one may be chosen for this one, which has none; `said` is what the press before this did.
    """
    spot, question, proposed = standing.spot, standing.question, standing.proposed
    bank_id, place, total = spot.bank_id, spot.place, standing.total
    way = "bank.place.retired" if spot.retired else "bank.place"
    top = words(way, place=place + 1, total=total, kind=words(f"kind.{question.kind}"))
    text = whole(lines(said or "", top), question, cited, proposed, words)
    turn = (
        Button("◀", at(replace(spot, place=(place - 1) % total))),
        Button("▶", at(replace(spot, place=(place + 1) % total))),
    )
    rows = [turn, (Button(words.plain("bank.open"), OpenBank(bank_id)),)]
    if standing.may_change:
        label = "bank.restore" if spot.retired else "bank.retire"
        out = RetireQuestion(standing.question_id, int(not spot.retired))
        edit = Button(words.plain("bank.edit"), BeginEdit(standing.question_id))
        rows.insert(0, (edit, Button(words.plain(label), out)))
    if spot.retired:
        return Screen(text, tuple(rows))
    if following is not None and following != place:
        rows.insert(1, (Button(words.plain("bank.next_quote"), Preview(bank_id, following)),))
    if proposed and cited:
        accept = Button(words.plain("bank.quote_yes"), JudgeQuote(bank_id, place, 1))
        drop = Button(words.plain("bank.quote_no"), JudgeQuote(bank_id, place, 0))
        rows.insert(0, (accept, drop))
    if is_offered:
        rows.insert(0, (Button(words.plain("bank.seek"), SeekQuote(bank_id, place)),))
    return Screen(text, tuple(rows))


def candidates(bare: Bare, found: Sequence[Match], words: Texts) -> Screen:
    """The sentences to choose a quote from, the best first, each with a button of its own."""
    top = lines(
        words(
            "bank.place",
            place=bare.place + 1,
            total=bare.total,
            kind=words(f"kind.{bare.question.kind}"),
        ),
        lines(clip(bare.question.stem, view.STEM_SHORT)),
        words("bank.key", key=clip(written_key(bare.question, words), view.STEM_SHORT)),
    )
    back = (Button(words.plain("bank.seek.back"), Preview(bare.bank_id, bare.place)),)
    if not found:
        return Screen(lines(top, words("bank.seek.nothing"), apart="\n\n"), (back,))
    for count in range(len(found), 0, -1):
        shown = [
            lines(words("bank.seek.number", number=number), match(each, words))
            for number, each in enumerate(found[:count], 1)
        ]
        text = lines(top, words("bank.seek.pick"), *shown, apart="\n\n")
        if len(plain(text)) <= TEXT_LIMIT:
            break
    choose = tuple(
        Button(
            words.plain("bank.seek.use", number=number),
            ChooseQuote(bare.version, each.place.article, each.place.sentence),
        )
        for number, each in enumerate(found[:count], 1)
    )
    none = Button(words.plain("bank.seek.none"), NothingFits(bare.version, bare.edition))
    return Screen(text, (choose, (none,), back))


def judged(place: int, accepted: bool, is_last: bool, words: Texts) -> Html:
    """What was done about a proposed quote, said over the next one."""
    done = words("bank.accepted" if accepted else "bank.dropped", place=place + 1)
    return lines(done, words("bank.all_judged") if is_last else "", apart="")


def download(title: str, ending: str, content: bytes, words: Texts) -> Screen:
    document = File(f"{file_name(title)}.{ending}", content)
    return Screen(words("bank.downloaded", title=title), document=document)


def template(content: bytes, words: Texts) -> Screen:
    name = words.plain("template.name")
    return Screen(words("template.caption"), document=File(f"{name}.xlsx", content))


def written_key(question: Question, words: Texts) -> str:
    """The right answer for who wrote it: letters in the order of writing, every wording of a
    blank or a key point."""
    if question.kind.is_typed:
        key = "；".join(" / ".join(wordings) for wordings in question.accepted)
    elif question.kind is Kind.TRUE_FALSE:
        key = view.plain_key(question, words)
    elif len(question.right) == 1:
        (place,) = question.right
        key = f"{LETTERS[place]}. {question.choices[place]}"
    else:
        key = "".join(LETTERS[place] for place in sorted(question.right))
    return clip(key, KEY)


def file_name(title: str) -> str:
    """A title as a name that any file system takes."""
    kept = (c for c in title if c.isprintable() or c == JOINER)
    return "".join("_" if c in '\\/:*?"<>|' else c for c in kept).strip(". ") or "_"


def at(spot: Spot) -> Press:
    """Shows the question that stands there."""
    press = PreviewRetired if spot.retired else Preview
    return press(spot.bank_id, spot.place)


def whole(
    top: Html,
    question: Question,
    cited: tuple[Cited, ...],
    proposed: bool,
    words: Texts,
    below: Html = NOTHING,
) -> Html:
    """Whole if it fits into a message; else choices, note and the last quotes give way."""
    answer = words("bank.key", key=written_key(question, words))
    note = view.note(question, words)
    short = lines(clip(question.stem, view.STEM_SHORT))
    text = Html("")
    for asked, shown, remark in (
        (view.as_written(question, words), cited, note),
        (short, cited, note),
        *((short, cited[:count], Html("")) for count in range(len(cited), -1, -1)),
    ):
        quotes = view.quotes_of(shown, question, proposed, words) or words("bank.no_quote")
        text = lines(top, asked, lines(answer, quotes), remark, below, apart="\n\n")
        if len(plain(text)) <= TEXT_LIMIT:
            break
    return text


def _open(bank: Shelf, words: Texts) -> Button:
    sign = words.plain(f"bank.sign.{bank.state}")
    label = words.plain("bank.button", sign=sign, title=clip(bank.title, TITLE))
    return Button(f"{label} · {bank.questions}", OpenBank(bank.id))
