"""Chinese text cut into words: jieba, behind one door.

jieba is loaded at the first cut (half a second, 84 MB), so ask from a worker thread. Its cache
file is left out on purpose: it saves no time, and whatever lies in the shared temp folder under
its name would be unmarshalled.
"""

import logging
import math
import warnings
from collections.abc import Mapping
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

_loading = Lock()


def cut(text: str) -> list[str]:
    """The words of the text in their order, punctuation included; joined, they are the text."""
    # Two threads that come first together must not load it twice.
    with _loading:
        tokenizer = _tokenizer()
    return list(tokenizer.cut(text))


@cache
def _tokenizer() -> "Tokenizer":
    with warnings.catch_warnings():
        # Where setuptools is installed, jieba imports its deprecated pkg_resources.
        warnings.simplefilter("ignore")
        import jieba

    # It writes to standard error on its own, whatever the bot's logging says.
    jieba.default_logger.removeHandler(jieba.log_console)
    jieba.setLogLevel(logging.WARNING)

    class Quicker(jieba.Tokenizer):  # type: ignore[misc]  # jieba ships no types.
        """Finds the likeliest words in one pass, where jieba makes a table of all words first:
        the same words in half the time."""

        def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802, ARG002 - as jieba asks
            return {}

        def calc(
            self,
            sentence: str,
            DAG: dict[int, list[int]],  # noqa: N803, ARG002 - as jieba asks
            route: dict[int, tuple[float, int]],
        ) -> None:
            _route(sentence, self.FREQ, self.total, route)

    tokenizer = Quicker()
    # What initialize() does, but for the cache file.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _route(
    text: str, counts: Mapping[str, int], total: int, route: dict[int, tuple[float, int]]
) -> None:
    """For each place, how likely the words from there on are, and where the first one ends.

    `counts` holds every beginning of a word too, with 0 where it is no word itself.
    """
    log, log_total, length = math.log, math.log(total), len(text)
    route[length] = (0.0, 0)
    for start in range(length - 1, -1, -1):
        best, last = -math.inf, start
        for end in range(start, length):
            count = counts.get(text[start : end + 1])
            if count is None:
                break
            if count and (likely := log(count) - log_total + route[end + 1][0]) >= best:
                best, last = likely, end
        if best == -math.inf:
            # Not known: a word of its own, and a rare one.
            best = -log_total + route[start + 1][0]
        route[start] = (best, last)
