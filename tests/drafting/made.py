"""Small articles, and proposals that a way of asking might have made of them."""

from dataclasses import replace
from pathlib import Path

from questions.articles import Article, Misprint
from questions.drafting.proposal import Proposal
from questions.drafting.reading import read
from questions.drafting.source import Source, opened
from questions.question import Kind, Question, Quote

FOLDER = Path(__file__).parent / "articles"
TITLE = "食堂管理办法"


def own_articles() -> list[Article]:
    return [read(path.read_text("utf-8")) for path in sorted(FOLDER.iterdir())]


def an_article(*paragraphs: str, misprints: tuple[Misprint, ...] = ()) -> Article:
    article = read("\n\n".join((f"# {TITLE}", *paragraphs)))
    return replace(article, misprints=misprints)


def a_source(*paragraphs: str, misprints: tuple[Misprint, ...] = ()) -> Source:
    return opened(an_article(*paragraphs, misprints=misprints))


def a_blank(source: Source, answer: str, stem: str = "", frame: tuple[str, str] = ("", "")):
    sentence = next(each for each in source.sentences if answer in each.text)
    stem = stem or f"《{TITLE}》写明：“{sentence.text.replace(answer, '____')}”"
    question = Question(
        "", Kind.BLANK, stem, accepted=((answer,),), quotes=(quote(source, sentence.text),)
    )
    return proposal(source, question, sentence, (answer,), frame=frame)


def a_single(source: Source, right: str, *wrong: str, stem: str = ""):
    sentence = next(each for each in source.sentences if right in each.text)
    gapped = sentence.text.replace(right, "____")
    question = Question(
        "",
        Kind.SINGLE,
        stem or f"《{TITLE}》写明：“{gapped}”横线处原文是哪一项？",
        choices=(right, *wrong),
        right=frozenset({0}),
        quotes=(quote(source, sentence.text),),
    )
    return proposal(source, question, sentence, (right,), wrong)


def a_statement(source: Source, said: str, about: str, holds: bool = False):
    sentence = next(each for each in source.sentences if about in each.text)
    question = Question(
        "",
        Kind.TRUE_FALSE,
        f"《{TITLE}》写明，{said}",
        right=frozenset({0 if holds else 1}),
        quotes=(quote(source, sentence.text),),
    )
    return proposal(source, question, sentence, (about,), () if holds else (said.rstrip("。"),))


def proposal(source, question, sentence, asked, wrong=(), frame=("", "")) -> Proposal:
    whole = (0, len(sentence.text))
    return Proposal(question, "test", 1, sentence, whole, asked, tuple(wrong), frame)


def quote(source: Source, text: str) -> Quote:
    return Quote(source.article.key, text, source.article.locate(text) or 0)
