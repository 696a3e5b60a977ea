"""GIFT's escapes: `\\{` is a brace in a text, a bare one begins the answers."""

import re

from questions.formats.normal import tidy

_SIGNS = ":#={}~"
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
# What stands for an escaped sign while a text is taken apart.
_MARKS = {sign: chr(place) for place, sign in enumerate(_SIGNS, start=1)} | {
    "n": "\x07",
    "\\": "\\",
}
_BARE = {ord(mark): "\n" if sign == "n" else sign for sign, mark in _MARKS.items() if sign != "\\"}
_TO_ESCAPE = re.compile(r"[\\:#={}~]")


def marked(text: str) -> str:
    """The text with a control character for each escaped sign: all other signs are bare."""
    return _ESCAPE.sub(lambda found: _MARKS[found[1]], _CONTROL.sub("", text))


def bare(text: str) -> str:
    """A piece of a marked text as it is meant."""
    return text.translate(_BARE)


def escaped(text: str) -> str:
    """A text for a file, on one line; what cannot be seen is left out."""
    kept = _TO_ESCAPE.sub(lambda found: "\\" + found[0], tidy(text))
    return "\\n".join(line.strip() for line in kept.split("\n"))
