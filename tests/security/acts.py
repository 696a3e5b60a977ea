"""For every handler an act that works where it is allowed; what it needs is laid out first."""

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from db import (
    articles,
    bank,
    draft,
    drafting,
    edit,
    objections,
    people,
    practice,
    recheck,
    talk,
    upload,
)
from db.people import Visitor
from db.stock import set_retired
from db.tables import ItemRow, QuestionRow, VersionRow
from questions.editing import with_difficulty
from questions.finder import Finder
from questions.formats.reader import read
from questions.item_report import Doubt, ItemReport, packed_report
from questions.item_statistics import ItemStatistics
from questions.objections import Reason
from questions.people import Role
from questions.practice import Asked
from questions.question import Kind, Question, Quote
from questions.shelf import PUBLISHED
from questions.upload import examine
from tests.builders import (
    make_article,
    make_bank,
    make_question,
    make_questions,
    make_quote,
    right_place,
)
from tests.company import EMPLOYEE
from tests.drafting.made import FOLDER
from tests.scene import Player
from tests.security.stage import Stage, now
from tests.uploading import HOMES, LUNCH, sheet

Act = Callable[[], Awaitable[object]]
QUOTE = make_quote("苏家村", 1, "rose")
ARTICLE = (FOLDER / "rules.md").read_text("utf-8")
ZONE = ZoneInfo("Asia/Shanghai")
SHEET = sheet(HOMES, LUNCH)
# Whose things those without a role press on; and who is done something to.
TARGET = 2000
_numbers = itertools.count(1)
_objectors = itertools.count(3000)

PLAIN_PRESSES = {
    "banks": "banks",
    "lang": "lang:zh",
    "own": "own:name",
    "src": "src:1:0",
    "shelves": "shelves:0",
    "ibs": "ibs:0",
    "obl": "obl:0",
    "lql": "lql:0",
    "ex": "ex:0.month.0.csv",
    "exl": "exl:bank:0:0.month.0.csv",
    "exd": "exd:0.month.0.csv",
    "exgo": "exgo:0.month.0.csv",
    "ppl": "ppl:0.0",
    "who": f"who:{TARGET}:card:0.0",
    "dep": f"dep:{TARGET}:0:0.0",
    "role": f"role:{TARGET}:trainer:0.0",
    "setd": f"setd:{TARGET}:0:0.0",
    "newd": f"newd:{TARGET}:0.0",
    "act": f"act:{TARGET}:0:0.0",
    "inv": "inv:employee...",
    "invd": "invd:0:employee...",
    "invn": "invn:employee...",
    "invgo": "invgo:employee.0.1.1",
}
BANK_PRESSES = {
    "bank": "bank:{}",
    "state": "state:{}:1",
    "view": "view:{}:0",
    "viewx": "viewx:{}:0",
    "qt": "qt:{}:0:1",
    "quotes": "quotes:{}",
    "down": "down:{}:1",
}
# On a bank or a question that has figures.
ITEM_PRESSES = {
    "ib": "ib:{bank}:0",
    "i1": "i1:{bank}",
    "it": "it:{question}",
    "itpic": "itpic:{question}",
    "itok": "itok:{question}:{asks}",
    "itout": "itout:{question}:1",
}
# On a question of the owner's own bank.
QUESTION_PRESSES = {
    "key": "key:{}",
    "keym": "keym:{}:1:4",
    "keys": "keys:{}:1:4",
    "ed": "ed:{}",
    "qout": "qout:{}:1",
}
# On a question of the owner's own that they have begun to change.
EDIT_PRESSES = {
    "edb": "edb:{}",
    "edf": "edf:{}:stem",
    "edm": "edm:{}:2",
    "edd": "edd:{}:3",
    "edc": "edc:{}:note",
    "edq": "edq:{}:1:0",
    "eds": "eds:{}",
    "edx": "edx:{}",
}
# On an objection to a question of the owner's own bank.
OBJECTION_PRESSES = {"obs": "obs:{}", "obk": "obk:{}", "obx": "obx:{}"}
# On a question whose quote is lost, and the article that it was in.
LOST_PRESSES = {
    "lq": "lq:{question}",
    "lqt": "lqt:{version}:{article}:1",
    "lqx": "lqx:{question}",
}
# On a question without a quote.
BARE_PRESSES = {
    "seek": "seek:{bank}:0",
    "cq": "cq:{version}:1:0",
    "nofit": "nofit:{version}:1",
}
# On the owner's drafts: one waits, one is taken and one dropped.
DRAFT_PRESSES = {
    "dft": "dft:{article}",
    "dfp": "dfp:{article}",
    "dfo": "dfo:{article}",
    "dfs": "dfs:{article}",
    "dfj": "dfj:{draft}:{edition}:1",
    "dfv": "dfv:{draft}:{edition}",
    "dfe": "dfe:{draft}:{edition}",
    "dff": "dff:{draft}:{edition}:stem",
    "dfm": "dfm:{draft}:{edition}:2",
    "dfd": "dfd:{draft}:{edition}:3",
    "dfc": "dfc:{draft}:{edition}:note",
    "dfq": "dfq:{draft}:{edition}:0",
    "dfa": "dfa",
    "dfl": "dfl:{article}",
}
# What is awaited, and the text that comes.
TYPED = {
    "own": ("name", "新名字"),
    "search": ("", "安置了多少户"),
    "export": ("0.month.0.csv", "2026-11-01 2026-11-24"),
    "people": ("", "李"),
    "department": (f"{TARGET} 0.0 ", "新部门"),
    "invite": ("employee...|", "新部门"),
}


class Props:
    """Lays out what an act needs, as it stood when its button was drawn: the things are the
    player's own, or EMPLOYEE's where the player may have none."""

    def __init__(self, stage: Stage, player: Player, *, joined: bool) -> None:
        self.stage = stage
        self.player = player
        self.owner = player.id if joined else EMPLOYEE

    async def act(self, name: str) -> Act:
        """How the player does what the handler of this name is for."""
        kind, _, what = name.partition(" ")
        player = self.player
        if name.startswith("/"):
            return lambda: player.types(name)
        if kind == "press":
            data = await self.press(what)
            return lambda: player.presses_data(data)
        if kind == "typed":
            text = await self._typed(what)
            return lambda: player.types(text)
        if kind == "file":
            await self.stage.store.run(talk.expect, player.id, what)
            return lambda: player.uploads(ARTICLE.encode(), f"文章{next(_numbers)}.md")
        await self.stage.store.run(talk.forget, player.id)
        await self._leave()
        if what == "receive":
            return lambda: player.uploads(SHEET, f"题库{next(_numbers)}.csv")
        if what == "_something_else":
            return self._photo
        return lambda: player.types("/nothing" if what == "_unknown_command" else "你好")

    async def press(self, what: str) -> str:
        if what in PLAIN_PRESSES:
            await self._target()
            return PLAIN_PRESSES[what]
        if what in BANK_PRESSES:
            bank_id = await (self._retired() if what == "viewx" else self._bank())
            return BANK_PRESSES[what].format(bank_id)
        for presses, lay_out in (
            (ITEM_PRESSES, self._item), (BARE_PRESSES, self._bare),
            (DRAFT_PRESSES, self._drafts), (LOST_PRESSES, self._lost),
        ):  # fmt: skip
            if what in presses:
                return presses[what].format(**await lay_out())
        if what in QUESTION_PRESSES:
            return QUESTION_PRESSES[what].format(await self._question(Kind.SINGLE))
        if what in EDIT_PRESSES:
            return EDIT_PRESSES[what].format(await self._edit())
        if what in ("imp", "impx", "impno"):
            return f"{what}:{await self._upload()}"
        if what == "run":
            return f"run:{await self._stocked(make_question())}"
        if what in OBJECTION_PRESSES:
            return OBJECTION_PRESSES[what].format(await self._objection())
        return await self._practice(what)

    async def _practice(self, what: str) -> str:
        if what in ("tog", "sub"):
            asked = await self._asked(make_question(kind=Kind.MULTIPLE))
            if what == "tog":
                return f"tog:{asked.id}:0"
            await self.stage.store.run(practice.toggle, self.owner, asked.id, 0)
            return f"sub:{asked.id}"
        first, second = make_questions(2)
        asked = await self._asked(
            replace(first, quotes=(QUOTE,)), replace(second, quotes=(QUOTE,))
        )
        if what == "on":
            return "on"
        if what == "pick":
            return f"pick:{asked.id}:0"
        await self.stage.store.run(
            practice.answer, self.owner, asked.id, right_place(asked), now(), ZONE
        )
        return f"{what}:{asked.id}" + (":0" if what in ("obr", "obf") else "")

    async def _typed(self, what: str) -> str:
        if what == "answer":
            asked = await self._asked(make_question(kind=Kind.BLANK))
            await self.stage.store.run(talk.expect, self.player.id, "answer", str(asked.id))
            return "571人"
        if what == "key":
            subject = f"{await self._question(Kind.BLANK)} 1"
            await self.stage.store.run(talk.expect, self.player.id, what, subject)
            return "268人"
        if what == "draft":
            await self.stage.store.run(talk.expect, self.player.id, what)
            return ARTICLE
        if what == "draft_field":
            laid_out = await self._drafts()
            subject = "{draft} {edition} stem".format(**laid_out)
            await self.stage.store.run(talk.expect, self.player.id, what, subject)
            return "改过的题干？"
        if what == "edit":
            await self.stage.store.run(
                talk.expect, self.player.id, what, f"{await self._edit()} stem"
            )
            return "改过的题干？"
        if what == "objection":
            _, _, place = (await self._practice("ob")).partition(":")
            await self.stage.store.run(talk.expect, self.player.id, what, f"{place} 0")
            return "两个都对"
        await self._target()
        subject, text = TYPED[what]
        await self.stage.store.run(talk.expect, self.player.id, what, subject)
        return text

    async def _photo(self) -> None:
        """A message that is neither text nor file."""
        scene, person = self.stage.company.scene, self.player
        message = {
            "message_id": 1, "date": 0, "location": {"latitude": 0, "longitude": 0},
            "chat": {"id": person.id, "type": "private"},
            "from": {"id": person.id, "is_bot": False, "first_name": person.name,
                     "language_code": "zh-hans"},
        }  # fmt: skip
        await scene.page("POST", "update", json={"message": message})

    async def _asked(self, *questions: Question) -> Asked:
        bank_id = await self._stocked(*questions)
        return await self.stage.store.run(practice.start, self.owner, bank_id, now(), 1)

    async def _stocked(self, *questions: Question) -> int:
        key = f"b{next(_numbers)}"
        taken = make_bank(*questions, key=key)
        stocked = await self.stage.store.run(bank.stock, taken, None, now(), state=PUBLISHED)
        return stocked.bank_id

    async def _bank(self) -> int:
        """The owner's own draft, with a quote that waits to be accepted."""
        question = make_question(quotes=(QUOTE,))
        taken = make_bank(question, key=f"b{next(_numbers)}")
        stocked = await self.stage.store.run(
            bank.stock, taken, self.owner, now(), proposed=frozenset({question.key})
        )
        return stocked.bank_id

    async def _item(self) -> dict[str, Any]:
        """A question of the owner's own that is due to be looked at."""
        bank_id = await self._bank()

        def measured(session: Session) -> dict[str, Any]:
            row = session.exec(select(QuestionRow).where(QuestionRow.bank_id == bank_id)).one()
            version = select(VersionRow.asks).where(VersionRow.question_id == row.id)
            asks, figures = session.exec(version).one(), ItemStatistics(10, 1, facility=0.1)
            told = packed_report(ItemReport(figures, doubt=Doubt(negative=True)))
            session.add(
                ItemRow(question_id=row.id, asks=asks, answered=10, report=told, concern=1)
            )
            return {"bank": bank_id, "question": row.id, "asks": asks}

        return await self.stage.store.run(measured)

    async def _question(self, kind: Kind) -> int:
        """A question of the owner's own bank."""
        taken = make_bank(make_question(kind=kind), key=f"b{next(_numbers)}")
        stocked = await self.stage.store.run(bank.stock, taken, self.owner, now())

        def only(session: Session) -> int:
            of_bank = select(QuestionRow.id).where(QuestionRow.bank_id == stocked.bank_id)
            return session.exec(of_bank).one() or 0

        return await self.stage.store.read(only)

    async def _edit(self) -> int:
        """A question of the owner's own that they have begun to change, while that was allowed."""
        question_id, store = await self._question(Kind.SINGLE), self.stage.store
        now_is = await store.read(people.find, self.owner)
        assert now_is
        await self.stage.becomes_unseen(self.owner, Role.TRAINER)
        begun = await store.run(edit.begin, self.owner, question_id, now())
        await store.run(edit.change, self.owner, begun.id, partial(with_difficulty, difficulty=2))
        await self.stage.becomes_unseen(self.owner, now_is.role)
        return begun.id

    async def _drafts(self) -> dict[str, int]:
        """Drafts of the owner's, from an article of their own, while that was allowed."""
        store, now_is = self.stage.store, await self.stage.store.read(people.find, self.owner)
        assert now_is
        await self.stage.becomes_unseen(self.owner, Role.TRAINER)
        article = make_article("安全第一。预防为主。", key=f"a{next(_numbers)}")
        quote = Quote(article.key, "安全第一。", 1)
        questions = [make_question(stem=f"题{n}？", quotes=(quote,), note="注") for n in range(3)]
        kept = await store.run(drafting.keep, self.owner, article, questions, now())
        for taken in (True, False):
            assert kept.turn.draft
            first = (kept.turn.draft.id, kept.turn.draft.edition)
            _, turn = await store.run(draft.decide, self.owner, *first, taken=taken)
            kept = replace(kept, turn=turn)
        await self.stage.becomes_unseen(self.owner, now_is.role)
        waits = kept.turn.draft
        assert waits
        await store.run(talk.expect, self.player.id, "draft", ARTICLE)
        return {
            "article": kept.turn.review.article,
            "draft": waits.id,
            "edition": waits.edition,
        }

    async def _retired(self) -> int:
        """The owner's own bank, with a question that is retired."""
        question_id, store = await self._question(Kind.SINGLE), self.stage.store

        def out(session: Session) -> int:
            bank_id = session.get_one(QuestionRow, question_id).bank_id
            set_retired(session, bank_id, question_id, True)
            return bank_id

        return await store.run(out)

    async def _objection(self) -> int:
        """An employee objects to a question of the owner's own bank."""
        taken = make_bank(make_question(), key=f"b{next(_numbers)}")
        store, person = self.stage.store, next(_objectors)
        stocked = await store.run(bank.stock, taken, self.owner, now(), state=PUBLISHED)
        await store.run(people.seat, Visitor(person, "异", "", "zh"), Role.EMPLOYEE, "", now())
        asked = await store.run(practice.start, person, stocked.bank_id, now(), 1)
        await store.run(practice.answer, person, asked.id, right_place(asked), now(), ZONE)
        filed = (person, asked.id, Reason.KEY, "", now(), ZONE)
        return await store.run(objections.file, *filed)

    async def _bare(self) -> dict[str, int]:
        """A question of the owner's own without a quote."""
        taken = make_bank(make_question(), key=f"b{next(_numbers)}")
        stocked = await self.stage.store.run(bank.stock, taken, self.owner, now())

        def version(session: Session) -> int:
            row = session.exec(
                select(VersionRow.id)
                .join(QuestionRow, col(QuestionRow.id) == VersionRow.question_id)
                .where(QuestionRow.bank_id == stocked.bank_id)
            )
            return row.one() or 0

        return {"bank": stocked.bank_id, "version": await self.stage.store.read(version)}

    async def _lost(self) -> dict[str, int]:
        """A question of the owner's own whose article has changed."""
        key, store = f"a{next(_numbers)}", self.stage.store
        await store.run(recheck.keep, make_article("旧的。", key=key), now())
        question = make_question(quotes=(make_quote("旧的。", 1, key),))
        stocked = await store.run(bank.stock, make_bank(question, key=key), self.owner, now())
        await store.run(recheck.keep, make_article("新的。", key=key), now())

        def numbers(session: Session) -> dict[str, int]:
            row = session.exec(
                select(VersionRow)
                .join(QuestionRow, col(QuestionRow.id) == VersionRow.question_id)
                .where(QuestionRow.bank_id == stocked.bank_id)
            ).one()
            article = max(each.number for each in articles.shelved(session))
            return {"question": row.question_id, "version": row.id or 0, "article": article}

        # Whoever keeps the bank was told of it.
        await self.stage.heard_out(self.owner)
        return await store.read(numbers)

    async def _upload(self) -> int:
        """A file of the owner's that waits, sent while that was allowed."""
        examined = examine(read(SHEET), f"题库{next(_numbers)}", (), Finder(()))
        stage, owner = self.stage, self.owner
        now_is = await stage.store.read(people.find, owner)
        assert now_is
        await stage.becomes_unseen(owner, Role.TRAINER)
        received = await stage.store.run(
            upload.receive, owner, f"{examined.name}.csv", str(next(_numbers)), examined, now()
        )
        await stage.becomes_unseen(owner, now_is.role)
        return received.upload_id

    async def _target(self) -> None:
        target = Visitor(TARGET, "靶", "", "zh")
        await self.stage.store.run(people.seat, target, Role.EMPLOYEE, "生产部", now())

    async def _leave(self) -> None:
        if self.owner == self.player.id:
            await self.stage.store.run(practice.leave, self.owner, now())
