"""Drafts that a language model proposes: what it is asked, and which of its drafts are let in.

A model may say anything; what it says passes the same gate as what the rules draft.
"""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from questions.articles import Article
from questions.bank import NotAQuestion, from_json
from questions.drafting.draft import Drafted
from questions.drafting.gate import is_near, refused
from questions.drafting.proposal import Proposal, is_choice
from questions.drafting.source import Sentence, Source, opened
from questions.question import Kind, Question

COUNT = 10
_SYSTEM = (
    "你为企业培训出题。只依据给出的文章出题，只输出一个 JSON 列表，不要别的文字。"
    "列表的每一项是一道题："
    '{"type": "single"|"multiple"|"true_false"|"blank", "stem": "题干", "options": ["选项"], '
    '"answer": …, "quotes": ["引文"], "difficulty": 1|2|3}。'
    "answer：single 和 multiple 是正确选项的序号列表，从 0 数起；true_false 是 [true] 或 [false]，"
    '没有 options；blank 是每个空的可接受答案，如 [["12个"]]，题干里的空写成 ____。'
    "quotes 必须从文章里逐字复制一整句，答案必须出现在引文里；单选题要有四个选项，只有一个正确。"
)


def messages(article: Article, count: int = COUNT) -> list[dict[str, str]]:
    """What the model is asked; the whole text of the article is in it."""
    text = "\n".join(each.text for each in article.passages)
    asked = f"请从下面这篇文章出 {count} 道题。\n\n《{article.title}》\n\n{text}"
    return [{"role": "system", "content": _SYSTEM}, {"role": "user", "content": asked}]


def let_in(reply: str, article: Article) -> Drafted:
    """The drafts of a reply that pass the gate, and how many were thrown away for which reason.
    Loads jieba."""
    source, thrown, sound = opened(article), Counter[str](), list[Proposal]()
    for entry in _entries(reply):
        proposal = _proposal(entry, source)
        reason = proposal if isinstance(proposal, str) else refused(proposal, source)
        if not reason and not isinstance(proposal, str):
            reason = "duplicate" if is_near(proposal, sound) else ""
            if not reason:
                sound.append(proposal)
        if reason:
            thrown[reason] += 1
    return Drafted(tuple(each.question for each in sound), dict(sorted(thrown.items())))


def _entries(reply: str) -> list[Any]:
    """The list in a reply, whatever is said around it; one that is none where there is none."""
    start, end = reply.find("["), reply.rfind("]")
    try:
        found = json.loads(reply[start : end + 1]) if start >= 0 else None
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, list) and found else [None]


def _proposal(entry: object, source: Source) -> Proposal | str:
    """The draft in an entry; the reason where there is none."""
    if not isinstance(entry, Mapping):
        return "shape"
    try:
        question = from_json({**entry, "id": "", "tags": []}, (source.article,))
    except NotAQuestion:
        return "shape"
    if not question.quotes or not all(each.passage for each in question.quotes):
        return "astray"
    if is_choice(question) and not all(place in range(question.width) for place in question.right):
        return "wrong"
    asked, wrong = _words(question)
    first = question.quotes[0]
    here = (each for each in source.sentences if each.passage == first.passage)
    sentence = next((each for each in here if first.text in each.text), None)
    start = source.passage(first.passage).index(first.text)
    sentence = sentence or Sentence(first.passage, start, first.text)
    whole = (0, len(sentence.text))
    return Proposal(question, "model", 0, sentence, whole, asked, wrong)


def _words(question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the answer stands on, and what must not be true."""
    if question.kind is Kind.TRUE_FALSE:
        return (), () if question.is_true else (question.stem,)
    if question.kind.is_typed:
        return tuple(each[0] for each in question.accepted if each), ()
    right = tuple(question.choices[place] for place in sorted(question.right))
    return right, tuple(each for each in question.choices if each not in right)
