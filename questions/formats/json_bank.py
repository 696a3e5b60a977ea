"""A bank as JSON: the list that other programs may rely on."""

import json
import re
from collections.abc import Mapping

from questions.bank import to_json
from questions.question import Bank, Question

# What no encoding keeps, or what reading takes for a mark of the encoding.
_LOST = re.compile("[\ufeff\ud800-\udfff]")


def write_bank(bank: Bank, articles_titles: Mapping[str, str]) -> bytes:
    """UTF-8 JSON, one object a question. `articles_titles` names articles by their keys."""
    entries = [to_json(each, _title(each, bank, articles_titles)) for each in bank.questions]
    text = json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    return _LOST.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def _title(question: Question, bank: Bank, titles: Mapping[str, str]) -> str:
    keys = [each.article for each in question.quotes] or [bank.article]
    return titles.get(keys[0], "")
