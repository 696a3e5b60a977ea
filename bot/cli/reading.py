"""A file of questions, named on the command line."""

from pathlib import Path

from bot.cli.opening import give_up
from bot.errors import sentence
from bot.texts import Texts
from questions.errors import Refusal
from questions.formats.report import Reading
from questions.formats.worker import read_apart


def reading_of(path: Path, words: Texts) -> Reading:
    """What the importer reads in the file; a sentence and exit status 1 when it reads nothing."""
    try:
        return read_apart(path.read_bytes(), path.name)
    except OSError:
        give_up(words.plain("file.missing", path=path), 1)
    except Refusal as refused:
        give_up(sentence(refused, words), 1)
