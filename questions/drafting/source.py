"""An article as the drafter sees it: its sound sentences, and what each is about."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from questions.articles import Article, sentences
from questions.drafting import lexicon, lists, terms
from questions.drafting.lists import Enumeration
from questions.drafting.terms import Figure
from questions.drafting.words import tagged

_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+[章节条款部分]+|[(（]?[一二三四五六七八九十]+[)）、.．]+"
    r"|[(（]?\d{1,2}(?:\.\d{1,2})*(?:[)）、.．](?!\d)|\s+))\s*"
)
_RULE = re.compile(r"^(?:第[一二三四五六七八九十百\d]+条|[(（]?\d)")
_LAYS_DOWN = re.compile(r"\d|须|应(?!急|用|对)|不得|严禁|禁止|是(?!非)|所称|每|一次")
_ENDS = re.compile(r"[。！？!?；;…][”’」』）)》]*\s*$")
_STARTS_BADLY = re.compile(r"^[,，。、；;：:)）”’》」!?！？]")
_RULES = re.compile(
    r"(?:制度|办法|规定|规程|细则|手册|须知|守则|条例|准则|规范|标准|指南|说明书?|公告|通知|指引|约定|要求)$"
)
_TOPIC_LIMIT = 16
_OFTEN = 5


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage. `start` is its place there.

    `topic` is what the passage or its section says it is about, "" where nothing does.
    `is_whole` is false for what a page break has cut; `goes_on` where the sentence before it
    ends in a semicolon.
    """

    passage: int
    start: int
    text: str
    topic: str = ""
    heading: str = ""
    is_whole: bool = True
    goes_on: bool = False


@dataclass(frozen=True)
class Source:
    article: Article
    sentences: tuple[Sentence, ...]
    enumerations: tuple[tuple[Sentence, Enumeration], ...] = field(repr=False)

    @cached_property
    def whole(self) -> str:
        return "\n".join(passage.text for passage in self.article.passages)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(each for one in self.sentences for each in terms.figures(one.text))

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Who does something in it, each named once."""
        whole = [each.text for each in self.sentences if each.is_whole]
        return tuple(dict.fromkeys(name for text in whole for name, _, _ in terms.bodies(text)))

    @cached_property
    def is_rules(self) -> bool:
        """Whether it lays down what is to be done, rather than tells of it."""
        return bool(_RULES.search(self.article.title))

    @cached_property
    def _holding(self) -> dict[str, tuple[str, ...]]:
        return {}

    def holding(self, words: str) -> tuple[str, ...]:
        """The sentences that have these words."""
        if words not in self._holding:
            found = (each.text for each in self.sentences if words in each.text)
            self._holding[words] = tuple(found)
        return self._holding[words]

    def is_of(self, words: str) -> bool:
        """Whether that is what the article speaks of all along, so that it tells no part apart."""
        return words in self.article.title or len(self.holding(words)) >= _OFTEN

    def passage(self, number: int) -> str:
        return self.article.passages[number - 1].text


def opened(article: Article) -> Source:
    found = tuple(_sentences(article))
    listed = [
        (each, one) for each in found if each.is_whole for one in lists.enumerations(each.text)
    ]
    return Source(article, found, tuple(listed))


def bare(heading: str) -> str:
    """A heading without its number and its marks at the end."""
    while (shorter := _NUMBERING.sub("", heading.strip(" #*　"))) != heading:
        heading = shorter
    return heading.rstrip("。.；;：:,， ")


def _sentences(article: Article) -> Iterable[Sentence]:
    was_cut = False
    shapes = Counter(_shape(re.split("[。！？!?]", each.text)[0]) for each in article.passages)
    has_headings = any(each.heading for each in article.passages)
    for passage in article.passages:
        pieces = sentences(passage.text)
        begins_cut = was_cut or bool(_STARTS_BADLY.match(passage.text))
        # Before the first heading an article greets its reader, and announces nothing.
        greets = has_headings and not passage.heading and not _NUMBERING.match(passage.text)
        run_in = "" if begins_cut or greets else _run_in(pieces, article, shapes)
        topic = run_in or _topic(passage.heading, article)
        heading = _topic(passage.heading, article)
        was_cut = bool(pieces) and not _ENDS.search(pieces[-1]) and len(passage.text) > 25
        at = 0
        for number, piece in enumerate(pieces):
            text = piece.strip()
            start = at + len(piece) - len(piece.lstrip())
            at += len(piece)
            is_last = number == len(pieces) - 1
            cut = (number == 0 and begins_cut) or (is_last and not _ENDS.search(piece))
            # A heading is said by the topic; asked by itself it says nothing.
            head = number == 0 and bool(run_in) and bare(_plain(text)) == run_in
            if text and not head:
                goes_on = number > 0 and pieces[number - 1].rstrip().endswith(("；", ";"))
                yield Sentence(passage.number, start, text, topic, heading, not cut, goes_on)


def _run_in(pieces: tuple[str, ...], article: Article, shapes: Mapping[str, int]) -> str:
    """What a passage announces itself as, in a short first sentence of its own.

    One of two clauses, where others begin so as well: 抓学习,提高本领。抓管理,提高效率。
    """
    if len(pieces) < 2:
        return ""
    first = pieces[0].strip()
    numbered = bool(_NUMBERING.match(first))
    if _RULE.match(first) and not _announces(bare(first)):
        return ""
    if not numbered and len(first) > _TOPIC_LIMIT:
        return ""
    shape = _shape(first.rstrip("。！？!?"))
    if not numbered and re.search("[,，]", first) and not (shape and shapes[shape] > 1):
        return ""
    if not numbered and lexicon.words("no_topic") & {word.text for word in tagged(first)}:
        return ""
    return _topic(first, article)


def _announces(first: str) -> bool:
    """Whether a numbered sentence is a heading; one that lays down what holds is none."""
    if _LAYS_DOWN.search(first) or tagged(first)[0].tag[:1] in "cdp":
        return False
    return len(first) <= _TOPIC_LIMIT or not re.search("[,，]", first)


def _shape(first: str) -> str:
    """The first characters of its two clauses, where both are short."""
    parts = re.split("[,，]", first)
    return parts[0][:1] if len(parts) == 2 and len(first) <= _TOPIC_LIMIT else ""


def _topic(heading: str, article: Article) -> str:
    if article.misprints_in(heading):
        return ""
    topic = bare(_plain(heading))
    if len(topic) > _TOPIC_LIMIT:
        topic = re.split("[,，：:—]", topic)[0]
    return topic if 2 <= len(topic) <= _TOPIC_LIMIT and not re.search("[。！？?]", topic) else ""


def _plain(text: str) -> str:
    return _NUMBERING.sub("", text.strip())
