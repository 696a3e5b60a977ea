"""Any text of anybody's is shown to the letter, and never becomes Telegram's HTML."""

import ast
import inspect
import re
import string
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot import html
from bot.errors import sentence
from bot.presses import LIMIT, pack
from bot.sandbox.entities import read_html
from bot.screen import TEXT_LIMIT, Screen
from bot.texts import LANGUAGES, texts
from bot.views import (
    bank,
    draft,
    edit,
    export,
    invite,
    item_report,
    objections,
    people,
    practice,
    profile,
    question,
    recheck,
    regrade,
    score,
    search,
    start,
    upload,
)
from bot.views.paging import Place
from questions.articles import Passage
from questions.delivery import packed
from questions.drafting.review import Draft, Review, Turn
from questions.drafting.review import State as DraftState
from questions.editing import Editing, Field, Saved, fields
from questions.errors import FileRefused
from questions.export import Chosen, Offer
from questions.finder import Finder
from questions.formats.reader import read
from questions.formats.report import Assumption, RowProblem
from questions.grading import Grade
from questions.invite import Invitation, Inviting
from questions.item_report import BankItems, Doubt, Item, ItemReport
from questions.item_statistics import ItemStatistics
from questions.objections import Objection, Reason, State, Summary
from questions.people import Entry, Found, Invited, Person, Role
from questions.practice import (
    Asked,
    BankProgress,
    Cited,
    Mistake,
    Outcome,
    Picker,
    RunResult,
)
from questions.question import Kind, Quote
from questions.quoting import Bare
from questions.recheck import Lost, Near, Rechecked, Span
from questions.recheck import Summary as OutOfQuizzes
from questions.regrade import Keyed, Mark, Regraded
from questions.score import BankScore, Score
from questions.score_sheet import About, Scope
from questions.search import Match, Searched, Shelved
from questions.search import Place as Sentence
from questions.shelf import Compared, Shelf, Stocked
from questions.stamps import stamp
from questions.standing import Spot, Standing
from questions.upload import Examined, examine
from questions.validation import SEVERITY, Problem
from tests.builders import NOW, make_article, make_question

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 25)
VIEWS = (bank, draft, edit, export, invite, item_report, objections, people, practice, profile,
         recheck, regrade, score, search, start, upload)  # fmt: skip
# As it comes out of a Telegram message; blanks at its ends are nobody's promise.
LETTERS = "<>&\"'{}%\\/;:#=-_*`~|[]()!.+@$^?, bBiI19你好〈《\u202e\u200d\u0301🔥👩"
foreign = st.one_of(
    st.text(LETTERS, min_size=1, max_size=14),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]),
        min_size=1,
        max_size=14,
    ),
    st.sampled_from(["<b>", "</b>", "&lt;b&gt;", "&amp;", "<a href='tg://x'>", "&#60;", "{name}",
                     "<", "&", "&#", "</blockquote>", "<!--", "%s", "]]>", "<b", "&quot"]),
).map(lambda text: f"‹{text}›")  # fmt: skip


def blanks(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


FACTS = {
    name
    for key, template in texts("zh").words.items()
    if key.startswith(("problem.", "assumption."))
    for name in blanks(template)
}


def asked(t, kind):
    known = {} if kind is Kind.TRUE_FALSE else {"choices": (t, f"{t}2", "丙", "丁")}
    if kind.is_typed:
        known = {"accepted": ((t, f"{t}3"), (f"{t}4",)) if kind is Kind.SHORT else ((t,),)}
    whole = make_question(kind=kind, stem=f"{t}？____", note=t, **known)
    cited = (Cited(Quote("article", f"前{t}后", 2), t, t, (t,)),)
    shuffle = (1, 0, 3, 2) if whole.choices else ()
    return Asked(1, 1, 1, 2, whole, t, shuffle, frozenset({0}), cited, proposed=True)


def outcomes(t):
    for kind in Kind:
        for grade in (Grade(1, "accept"), Grade(0.5, "almost"), Grade(0, "reject")):
            picked = frozenset() if kind.is_typed else frozenset({0})
            yield Outcome(asked(t, kind), grade, picked, given=t)


def person(t):
    return Person(7, t, Role.ADMIN, "zh", t, t, username="somebody")


def shelf(t, **more):
    return replace(Shelf(1, "key", t, "draft", 3, 2, 5), **more)


CODES = sorted(key[8:-5] for key in texts("zh").words if re.fullmatch(r"problem\..*\.mend", key))
ASSUMED = sorted(key[11:] for key in texts("zh").words if key.startswith("assumption."))


def examined(t):
    """With a few of all problems that there are, each told of with `t` for all its facts."""
    facts, some = dict.fromkeys(FACTS, t), Random(t)
    question = asked(t, Kind.SINGLE).question
    rows = [RowProblem(row, t, t, code, facts) for row, code in enumerate(some.sample(CODES, 4))]
    return Examined(
        name=t,
        format="csv",
        questions=(question,),
        proposed=frozenset({question.key}),
        problems=tuple(rows[:2]),
        warnings=(rows[2],),
        findings=(rows[3],),
        assumptions=(Assumption(some.choice(ASSUMED), facts),),
        sheets=frozenset({t, "另一张"}),
    )


def drawn_of_keys(t, words):
    """The screens about questions that are doubted, objected to, and judged anew."""
    figures = ItemStatistics(12, 4, (8, 4), 1 / 3, -0.5, -0.4, 12.0)
    report = ItemReport(figures, 6, (5, 1), Doubt(6, True, 1, (1,), 5, True))
    for kind in Kind:
        whole = asked(t, kind).question
        facts = packed(whole)
        item = Item(1, "asks", 1, t, whole, 13, report, place=1, total=2, after=2)
        yield "item_report.item", item_report.item(item, words), (f"{t}？____",)
        yield "item_report.doubt", item_report.doubt(item, words), (t,)
        yield "item_report.picture", item_report.picture(item, b"", words), ()
        bank_items = BankItems(1, t, 3, 2, 1, (item,))
        yield "item_report.bank", item_report.bank(bank_items, 0, words), (t,)
        yield "item_report.banks", item_report.banks((bank_items,), 0, 1, words), ()
        keyed = regrade.key(Keyed(1, whole, 1, 3), None, words)
        yield "regrade.key", keyed, (f"{t}？____",)
        yield "regrade.done", regrade.done(Regraded(1, whole, 2, 3, 2, 2), words), (t,)
        changed = {"given": "A", "before": (0, "reject"), "after": (1, "accept"), "times": 2}
        yield "regrade.told", regrade.told({**facts, **changed}, words), (f"{t}？____",)
        objection = Objection(
            1, t, t, t, 1, whole, asked(t, kind).cited, True, "A", Mark(0, "reject"),
            Reason.KEY, t, NOW, State.OPEN, 1, False,
        )  # fmt: skip
        yield "objections.card", objections.card(objection, words), (t, f"前{t}后")
        for state in (State.REKEYED, State.KEPT, State.RETIRED):
            decided = objections.decided({**facts, "decided": state.value}, words)
            yield "objections.decided", decided, (t,)
    heard = {"person": t, "bank": t, "stem": t, "reason": "key", "words": t, "objection": 1}
    yield "objections.raised", objections.raised(heard, words), (t,)
    yield "objections.reasons", objections.reasons(1, words), ()
    yield "objections.ask_words", objections.ask_words(1, 0, words), ()
    yield "objections.filed", objections.filed(words), ()
    summary = Summary(1, t, Reason.KEY)
    yield "objections.listed", objections.listed((summary,) * 8, 0, 20, words), ()


def drawn_of_drafts(t, words):
    """Drafts of an article under review."""
    facts = dict.fromkeys(FACTS, t)
    wrong = tuple(Problem(code, "stem", facts, SEVERITY[code]) for code in SEVERITY)
    match = Match(asked(t, Kind.SINGLE).cited[0], Sentence(1, 2))
    review = Review(1, t, 3, 2, 1, 1)
    yield "draft.ask", draft.ask((review, replace(review, undecided=0)), words), ()
    yield "draft.more", draft.more(4096, words), ()
    thrown = {key[13:]: 2 for key in words.words if re.fullmatch(r"draft\.thrown\..*", key)}
    for version, is_new, found in ((1, True, False), (2, True, False), (2, False, True)):
        checked = Rechecked(is_new, 1, 2, 3)
        opened = draft.opened(review, version, checked, found, thrown, t, words)
        yield "draft.opened", opened, (t,)
    none = draft.opened(Review(1, t), 1, Rechecked(is_new=True), False, thrown, t, words)
    yield "draft.opened", none, (t,)
    yield "draft.asking", draft.asking(t, words), (t,)
    yield "draft.added", draft.added(3, thrown, Turn(review), words), ()
    yield "draft.model_failed", draft.model_failed(t, words), (t,)
    yield "draft.standing", draft.standing(review, words, draft.judged(1, True, words)), (t,)
    yield "draft.draft", draft.draft(Turn(review), words), (t,)
    yield "draft.stocked", draft.stocked(shelf(t), Stocked(1, 1, 1, 1, 0), words), (t,)
    for kind, state in product(Kind, DraftState):
        cited, whole = asked(t, kind).cited, asked(t, kind).question
        turn = Turn(review, Draft(1, 2, 3, 4, state, whole, cited, tuple(wrong[:2])))
        said = draft.judged(1, False, words)
        yield "draft.draft", draft.draft(turn, words, said), (f"{t}？____", f"前{t}后")
        yield "draft.correct", draft.correct(turn, words), (f"{t}？____", f"前{t}后")
        for field in fields(whole):
            shown = draft.ask_field(turn, field, words, wrong[:2], (match, match))
            yield "draft.ask_field", shown, ()


def drawn_of_lost_quotes(t, words):
    """The screens about questions whose quotes are lost."""
    for kind in Kind:
        seen = asked(t, kind)
        (was,) = seen.cited
        near = tuple(
            Near(replace(was, quote=Quote("article", f"{n}{t}", 2)), Span(1, n, 1), 0.5, (t,))
            for n in range(3)
        )
        new = Shelved(1, make_article(t))
        lost = Lost(1, 1, seen.question, t, was, 1, new, 2)
        texts_seen = (f"{t}？____", f"前{t}后", f"0{t}", f"2{t}")
        yield "recheck.card", recheck.card(lost, near, words), texts_seen
        yield "recheck.card", recheck.card(lost, (), words), texts_seen[:2]
    yield "recheck.told", recheck.told({"title": t, "count": 3}, words), (t,)
    out = (OutOfQuizzes(1, t, t),) * 8
    yield "recheck.listed", recheck.listed(out, 0, 20, words), ()


def drawn_of_edits(t, words):
    """A question while it is changed."""
    facts = dict.fromkeys(FACTS, t)
    wrong = tuple(Problem(code, "stem", facts, SEVERITY[code]) for code in SEVERITY)
    match = Match(asked(t, Kind.SINGLE).cited[0], Sentence(1, 2))
    for kind in Kind:
        whole = replace(asked(t, kind).question, tags=(t,), quotes=(Quote("article", t, 2),))
        before = replace(whole, stem="从前", note=f"{t}以前", quotes=())
        seen = Editing(
            1, 1, before, whole, Spot(1, 0, True), asked(t, kind).cited, True, 3,
            tuple(Random(t).sample(wrong, 4)), True, ((Field.STEM, t),),
        )  # fmt: skip
        yield "edit.card", edit.card(seen, words), (f"{t}？____", f"前{t}后", t)
        for field in fields(whole):
            shown = edit.ask(whole, field, edit.doors(1), words, wrong[:2], (match, match))
            yield "edit.ask", shown, (t,)
        saved = Saved(1, whole, Spot(1, 0), fields(whole), 3, is_other_key=True)
        yield "edit.saved", edit.saved(saved, words), (t,)
    yield "edit.left", edit.left(Spot(1, 0), words), ()


def drawn(t, words):  # noqa: PLR0915 - a list
    """Every screen that there is, by the view that draws it, with texts that are seen on it."""
    offer, chosen = Offer(((1, t),), (t,)), Chosen(1, department=stamp(t))
    scope = Scope(About.PRACTICE, "Asia/Shanghai", NOW, t, bank=t, department=t)
    entry, place = Entry(person(t), NOW, NOW), Place()
    cited = asked(t, Kind.SINGLE).cited
    match = Match(cited[0], Sentence(1, 2))
    passage = Passage("article", 2, t, f"前{t}后")
    mistakes = (Mistake(1, asked(t, Kind.SINGLE).question, 0.0),)
    invited = Invited(Role.ADMIN, t, timedelta(days=1), 1)
    run = RunResult(1, 1, t, 10, 3, 3.0, timedelta(minutes=5), mistakes)
    progress = BankProgress(1, t, 5, 2)
    figures = Score(TODAY, 3, 2, 1, (BankScore(t, 1, 1, 5, 1),), ())
    yield "practice.picker", practice.picker(Picker((progress, progress), (1, 10)), words), ()
    yield "practice.picker", practice.picker(Picker(()), words), ()
    for kind in Kind:
        seen = (f"{t}？____",) + (() if kind.is_typed or kind is Kind.TRUE_FALSE else (f"{t}2",))
        yield "practice.question", practice.question(asked(t, kind), words), seen
        yield "practice.resumed", practice.resumed(asked(t, kind), words), seen
        yield (
            "bank.preview",
            bank.preview(
                Standing(1, asked(t, kind).question, Spot(1, 0), 3, True), cited, 1, True, words
            ),
            (f"{t}？____", f"前{t}后"),
        )
    yield "practice.resumed", practice.resumed(None, words), ()
    for outcome in outcomes(t):
        yield "practice.verdict", practice.verdict(outcome, words), (f"前{t}后", t)
    around = practice.around([(cited[0], (passage, passage, passage))], words)
    yield "practice.around", around, (f"前{t}后",)
    yield "practice.result", practice.result(run, words), (t,)
    bare = Bare(1, asked(t, Kind.SINGLE).question, 1, 0, 3, ())
    seen = (f"{t}？____", f"前{t}后")
    yield "bank.candidates", bank.candidates(bare, (match, match), words), seen
    yield "bank.candidates", bank.candidates(bare, (), words), seen[:1]
    yield "bank.shelves", bank.shelves([shelf(t)] * 20, 1, words), ()
    for state in ("draft", "published", "withdrawn"):
        for may_change in (True, False):
            card = bank.card(shelf(t, state=state, may_change=may_change), words, 2)
            yield "bank.card", card, (t,)
    yield "bank.download", bank.download(t, "xlsx", b"", words), (t,)
    yield "bank.template", bank.template(b"", words), ()
    yield "export.choice", export.choice(chosen, offer, TODAY, words), (t,)
    yield "export.banks", export.banks(chosen, offer, 0, words), ()
    yield "export.departments", export.departments(chosen, offer, 0, words), ()
    yield "export.ask_dates", export.ask_dates(TODAY, words), ()
    yield "export.document", export.document(chosen, offer, scope, b"", words), (t,)
    yield "invite.choice", invite.choice(Inviting(), (t,), 0, words), ()
    yield "invite.choice", invite.choice(Inviting(Role.ADMIN, stamp(t)), (t,), 0, words), (t,)
    yield "invite.ask_department", invite.ask_department(words), ()
    made = invite.made(Invitation("CODE", invited, NOW), "a_bot", ZONE, words)
    yield "invite.made", made, (t,)
    yield "people.found", people.found(Found((person(t),), 0, 1, t), words), (t,)
    yield "people.found", people.found(Found((), 0, 0, t), words), (t,)
    yield "people.card", people.card(entry, place, ZONE, words), (t,)
    yield "people.roles", people.roles(entry, place, ZONE, words), (t,)
    yield "people.departments", people.departments(person(t), [t], 0, place, words), (t,)
    yield "people.ask_department", people.ask_department(words), ()
    yield "people.confirm", people.confirm(entry, place, words), (t,)
    for told in ("told_role", "told_department", "told_active"):
        for active in (True, False):
            told_screen = getattr(people, told)(replace(person(t), active=active), words)
            yield f"people.{told}", told_screen, (t,) if told == "told_department" else ()
    yield "profile.own", profile.own(person(t), words), (t,)
    for field in profile.FIELDS:
        yield "profile.ask", profile.ask(field, words), ()
    yield "score.own", score.own(figures, b"", words), ()
    for searched in (Searched(t, 4, (match, match), fits=True), Searched(t, 4, (match,))):
        yield "search.found", search.found(searched, words), (t, f"前{t}后")
    yield "search.found", search.found(Searched(t, 4), words), (t,)
    yield "search.found", search.found(Searched(t, 0), words), ()
    yield "search.ask", search.ask(words), ()
    yield from drawn_of_keys(t, words)
    yield from drawn_of_lost_quotes(t, words)
    yield from drawn_of_edits(t, words)
    yield from drawn_of_drafts(t, words)
    yield "start.welcome", start.welcome(person(t), words), (t,)
    yield "start.help_page", start.help_page(["help", "banks"], words), ()
    yield "upload.how", upload.how(words), ()
    yield "upload.before", upload.before(examined(t), shelf(t), words), (t,)
    whole = asked(t, Kind.SINGLE).question
    changes = ((replace(whole, stem="从前？"), whole), (replace(whole, note="从前"), whole))
    for state in ("", "draft", "published"):
        into = Compared(shelf(t, state=state), 1, 2, 3, 4, 1, changes, (t,)) if state else None
        report = upload.report(examined(t), 1, into, cited, words)
        yield "upload.report", report, (t, f"{t}？____", f"前{t}后")
    nothing = replace(examined(t), questions=(), proposed=frozenset())
    yield "upload.report", upload.report(nothing, 1, None, (), words), (t,)
    yield "upload.returned", upload.returned(b"", ".xlsx", examined(t), words), ()
    yield "upload.imported", upload.imported(shelf(t), Stocked(1, 1, 1, 1, 1, 1), words), (t,)
    yield "upload.importing", upload.importing(examined(t), words), ()
    yield "upload.failed", upload.failed(1, t, words), (t,)
    yield "export.failed", export.failed(t, words), (t,)
    yield "upload.cancelled", upload.cancelled(words), ()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(foreign, st.sampled_from(LANGUAGES))
@example("‹<b>&amp;</b>›", "zh")
@example("‹{0.__class__}›", "en")
def test_every_screen_shows_any_text_to_the_letter(t, language):
    for view, screen, seen in drawn(t, texts(language)):
        shown, _ = read_html(screen.text)
        assert len(shown) <= TEXT_LIMIT
        for text in seen:
            assert text in shown, (view, text, shown)
        for button in (button for row in screen.rows for button in row):
            assert button.label.strip(), view
            assert button.press is None or len(pack(button.press).encode()) <= LIMIT
        if screen.document:
            assert not set(screen.document.name) & set('\\/:*?"<>|\n\r\x00'), view


def test_no_view_is_left_out():
    there = {
        f"{view.__name__.rpartition('.')[2]}.{name}"
        for view in VIEWS
        for name, function in inspect.getmembers(view, inspect.isfunction)
        if function.__module__ == view.__name__
        and not name.startswith("_")
        and inspect.signature(function).return_annotation is Screen
    }
    files = {path.stem for path in (ROOT / "bot/views").glob("*.py")}
    without_screens = {
        "__init__",
        "canvas",
        "chart",
        "item_chart",
        "lettering",
        "match",
        "paging",
        "places",
        "problem",
        "question",
    }

    assert {view for view, _, _ in drawn("t", texts("zh"))} == there
    assert files - without_screens == {view.__name__.rpartition(".")[2] for view in VIEWS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_fact_in_any_sentence_is_shown_to_the_letter(language):
    words = texts(language)
    fact = "‹<b>&amp;</b>{0}</blockquote>›"
    for key, template in words.words.items():
        facts = dict.fromkeys(blanks(template), fact)
        if not facts:
            continue
        shown, _ = read_html(words(key, **facts))
        assert fact in shown, key


@given(foreign, st.sampled_from(LANGUAGES))
@settings(max_examples=20)
def test_a_refusal_is_plain_words_whatever_its_facts(t, language):
    said = sentence(FileRefused("file_too_large", limit=t), texts(language))

    assert t in said


@given(foreign, st.lists(foreign, max_size=4))
def test_marking_an_answer_in_a_quote_breaks_nothing(t, pieces):
    shown, _ = read_html(question.emphasised(t * 2, [*pieces, t, t[1:], "b", "&", ";"]))

    assert shown == t * 2


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=60))
def test_escaped_and_read_again_is_the_same(text):
    shown, entities = read_html(html.esc(text))

    assert (shown, entities) == (text, [])
    assert html.plain(html.esc(text)) == text


def test_half_a_letter_of_a_broken_file_keeps_no_message_back():
    """A column of this name was left out, which is said."""
    entry = '{"id": 1, "question": "谁？", "options": ["甲", "乙"], "answer": 0, "\\ud800": "x"}'
    found = examine(read(f"[{entry}]".encode()), "题库", (), Finder(()))

    screen = upload.report(found, 1, None, (), texts("zh"))

    assert "谁？" in screen.text.encode("utf-8").decode()
    assert html.esc("甲\ud83d乙") == "甲乙"


# Where a text is declared to be HTML without being escaped there and then, and why it is.
DECLARED = {
    ("bot/html.py", "Html(html.escape(_HALVES.sub('', str(text)), quote=False))"),
    ("bot/html.py", "Html(f'<b>{esc(text)}</b>')"),
    ("bot/html.py", "Html(f'<blockquote>{esc(text)}</blockquote>')"),
    ("bot/html.py", "Html(apart.join((esc(part) for part in parts if part)))"),
    # Every fact is escaped; the template is our own.
    (
        "bot/texts/__init__.py",
        "Html(self.words[key].format(**{name: esc(fact) for name, fact in facts.items()}))",
    ),
    # `parts` are escaped pieces and bold ones.
    ("bot/views/practice.py", "Html(''.join([*parts, esc(text[done:])]))"),
    ("bot/views/question.py", "Html(''.join([*parts, esc(text[done:])]))"),
    # `line` is escaped by `_choices`, `sign` is ours.
    ("bot/views/question.py", "Html(f'{sign} {line}')"),
    # Both are words of ours, with their facts escaped.
    ("bot/views/item_report.py", "Html(count + words('item.measured', count=weighed))"),
    # The tag is ours, what stands in it is escaped.
    (
        "bot/views/regrade.py",
        "Html(f'<code>{esc(clip(written(question.accepted), TYPED))}</code>')",
    ),
    # The names of commands are ours, the words are HTML.
    ("bot/views/start.py", "Html(f\"/{name} {words(f'command.{name}')}\")"),
    ("bot/views/profile.py", "Html(words(f'profile.ask.{field}'))"),
}


def calls(name):
    for path in sorted((ROOT / "bot").rglob("*.py")):
        where = str(path.relative_to(ROOT))
        if where.startswith("bot/sandbox/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield where, node


def test_only_declared_places_make_html_of_text():
    """The types do the rest: a screen takes `Html`, and putting text together gives `str`."""
    made = {
        (where, ast.unparse(node))
        for where, node in calls("Html")
        if ast.unparse(node) != "Html('')"
    }
    ignored = [
        path.name
        for path in (ROOT / "bot/views").glob("*.py")
        if re.search(r"type: ignore|cast\(", path.read_text("utf-8"))
    ]

    assert made == DECLARED
    assert ignored == []


def test_html_is_sent_only_from_screens_and_escaped_texts():
    ours = [path for path in (ROOT / "bot").rglob("*.py") if "sandbox" not in path.parts]
    naming = [
        path.name for path in ours for _ in range(path.read_text("utf-8").count("parse_mode"))
    ]
    calls = [
        node
        for path in ours
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and "**HTML" in ast.unparse(node)
    ]
    said = {
        ast.unparse(keyword.value)
        for call in calls
        for keyword in call.keywords
        if keyword.arg in ("text", "caption")
    }

    # Where it stands is the constant that the calls are given.
    assert naming == ["outgoing.py"]
    assert len(calls) == 4
    assert said == {"screen.text", "screen.text or None"}
