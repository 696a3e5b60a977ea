"""An article as a trainer hands it in: what is taken, and which article it is a version of."""

import hashlib
import re
import unicodedata
from dataclasses import replace

from questions.articles import Article, Misprint
from questions.drafting.reading import NoArticle, read
from questions.errors import FileRefused

LIMIT = 100_000
# A draft for so many characters, but not fewer or more than that.
_A_DRAFT = 40
FEWEST, MOST = 10, 30
_TITLE = 60
_ENDS = re.compile(r"[。！？!?；;：:…][”’」』）)》]*\Z")


def handed_in(text: str) -> Article:
    """The article in a text, under no key yet; FileRefused where there is none, where it is too
    long to be read, or where it is a paper of questions."""
    # Loaded where it is wanted, as all that reads files.
    from questions.formats.paper import pasted

    if len(text) > LIMIT:
        raise FileRefused("article_too_long", limit=LIMIT)
    if pasted.is_paper(text):
        raise FileRefused("article_is_paper")
    try:
        article = read(text, key="")
    except NoArticle as none:
        raise FileRefused("article_wanted") from none
    if not _can_be_kept(article):
        raise FileRefused("article_wanted")
    return _under(article, "")


def following(article: Article, known: Article | None) -> Article:
    """The article as the next version of the one that we have under its title, or as a new one.
    What that says of the author and of misprints holds on, where it still fits."""
    if known is None:
        digest = hashlib.sha256(title_key(article.title).encode()).hexdigest()
        return _under(article, f"a{digest[:10]}")
    same = _under(article, known.key)
    misprints = [
        replace(each, passage=place)
        for each in known.misprints
        if (place := _place(each, same)) is not None
    ]
    return replace(
        same,
        title=known.title,
        subtitle=same.subtitle or known.subtitle,
        author=same.author or known.author,
        affiliation=same.affiliation or known.affiliation,
        source=same.source or known.source,
        misprints=same.misprints or tuple(misprints),
        version=known.version,
    )


def title_key(title: str) -> str:
    """Equal for titles that differ in width, blanks, case or 《》 only."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[\s《》〈〉]", "", plain)


def joined(before: str, piece: str) -> str:
    """A text that a messenger has cut into pieces, which lose the line end at which it cut."""
    return before + ("\n" if _ENDS.search(before) else "") + piece


def suited(article: Article) -> int:
    """How many drafts are asked for."""
    length = sum(len(each.text) for each in article.passages)
    return max(FEWEST, min(MOST, length // _A_DRAFT))


def _under(article: Article, key: str) -> Article:
    passages = tuple(replace(each, article=key) for each in article.passages)
    return replace(article, key=key, version=1, passages=passages)


def _place(misprint: Misprint, article: Article) -> int | None:
    """The passage that shows it now; 0 for one in a heading, None where it is gone."""
    if misprint.passage == 0:
        headings = (article.title, *(each.heading for each in article.passages))
        return 0 if any(misprint.text in each for each in headings) else None
    return article.locate(misprint.text)


def _can_be_kept(article: Article) -> bool:
    """Our own front matter may hold anything; and PostgreSQL keeps no NUL."""
    texts: list[object] = [
        article.title, article.subtitle, article.author, article.affiliation, article.source,
    ]  # fmt: skip
    texts += [text for each in article.passages for text in (each.heading, each.text)]
    texts += [text for each in article.misprints for text in (each.text, each.meant)]
    numbers: list[object] = [each.passage for each in article.misprints]
    return (
        all(isinstance(each, str) and _is_whole(each) for each in texts)
        and all(type(each) is int for each in numbers)
        and bool(title_key(article.title) and article.passages)
        and len(article.title) <= _TITLE
    )


def _is_whole(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)
