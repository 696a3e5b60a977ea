"""The forms in which a bank leaves the house, by the names that the command line has for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from questions.formats import gift_bank, json_bank, moodle_bank, xlsx_bank
from questions.question import Bank


@dataclass(frozen=True, slots=True)
class Writer:
    """`ending` is that of the file; `write` is given the titles of articles by their keys."""

    ending: str
    write: Callable[[Bank, Mapping[str, str]], bytes]


WRITERS: Mapping[str, Writer] = {
    "json": Writer("json", json_bank.write_bank),
    "xlsx": Writer("xlsx", xlsx_bank.write_bank),
    "csv": Writer("csv", xlsx_bank.write_bank_csv),
    "gift": Writer("gift", gift_bank.write_bank),
    "moodle": Writer("xml", moodle_bank.write_bank),
}
