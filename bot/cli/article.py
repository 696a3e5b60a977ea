"""wengu article import FILE: an article comes in, as a new version where it is known."""

from datetime import UTC, datetime
from pathlib import Path

from bot.cli.opening import give_up, open_store, parser, settings_or_exit
from bot.errors import sentence
from bot.texts import Texts, texts
from db import articles, recheck
from questions.articles import Article
from questions.drafting.handed_in import following, handed_in
from questions.errors import FileRefused
from questions.formats.worker import article_apart


def article(argv: list[str]) -> int:
    arguments = parser("article", __doc__ or "")
    arguments.add_argument("what", choices=["import"])
    arguments.add_argument("file", type=Path)
    chosen = arguments.parse_args(argv)
    settings = settings_or_exit()
    words = texts(settings.language)
    read = _read(chosen.file, words)
    store = open_store(settings)
    try:
        known = store.do(articles.titled, read.title)
        done = store.do(recheck.keep, following(read, known), datetime.now(UTC))
    finally:
        store.close()
    if not done.is_new:
        print(words.plain("article.same", title=read.title))
        return 0
    print(words.plain("article.again" if known else "article.new", title=read.title))
    if known:
        counts = {"moved": done.moved, "lost": done.lost, "back": done.back}
        print(words.plain("article.checked", **counts))
    return 0


def _read(path: Path, words: Texts) -> Article:
    try:
        return handed_in(article_apart(path.read_bytes()))
    except OSError:
        give_up(words.plain("file.missing", path=path), 1)
    except FileRefused as refused:
        give_up(sentence(refused, words), 1)
