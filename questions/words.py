"""Chinese text cut into words: jieba, behind one door.

jieba is loaded at the first cut (half a second, 84 MB), so ask from a worker thread. Its cache
file is left out on purpose: it saves no time, and whatever lies in the shared temp folder under
its name would be unmarshalled.
"""

import logging
import warnings
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
    tokenizer = jieba.Tokenizer()
    # What initialize() does, but for the cache file.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
