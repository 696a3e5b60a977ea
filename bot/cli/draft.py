"""wengu draft ARTICLE --format json OUT: draft questions from an article, to be judged."""

import json
from pathlib import Path

from bot.cli.opening import give_up, parser, settings_or_exit
from bot.errors import sentence
from bot.texts import Texts, texts
from questions.articles import Article
from questions.bank import to_json
from questions.drafting.draft import COUNT, draft
from questions.drafting.reading import NoArticle, read
from questions.errors import FileRefused
from questions.spreadsheet.encoding import decoded


def draft_article(argv: list[str]) -> int:
    arguments = parser("draft", __doc__ or "")
    arguments.add_argument("article", type=Path)
    arguments.add_argument("--format", choices=["json"], default="json")
    arguments.add_argument("--count", type=int, default=COUNT)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("out", type=Path)
    chosen = arguments.parse_args(argv)
    words = texts(settings_or_exit().language)
    article = _article(chosen.article, words)
    drafted = draft(article, chosen.count, chosen.seed)
    if not drafted.questions:
        give_up(words.plain("draft.none", title=article.title), 1)
    told = [to_json(question, article.title) for question in drafted.questions]
    try:
        chosen.out.parent.mkdir(parents=True, exist_ok=True)
        chosen.out.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as fault:
        give_up(words.plain("file.unwritable", path=chosen.out, why=fault.strerror))
    facts = {"path": chosen.out, "title": article.title, "count": len(told)}
    print(words.plain("draft.written", **facts))
    for code, count in drafted.thrown.items():
        why = words.plain(f"draft.thrown.{code}")
        print(words.plain("draft.thrown", count=count, why=why))
    return 0


def _article(path: Path, words: Texts) -> Article:
    try:
        return read(decoded(path.read_bytes()).text)
    except OSError:
        give_up(words.plain("file.missing", path=path), 1)
    except FileRefused as refused:
        give_up(sentence(refused, words), 1)
    except NoArticle:
        give_up(words.plain("draft.no_article", path=path), 1)
