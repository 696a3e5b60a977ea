"""python -m tests.security.fuzz SECONDS: breaks files, HTML and presses for as long as that.

Each try has a number; a fault is reported with it, and `--only TARGET NUMBER` repeats it.
"""

import json
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from random import Random

from bot.presses import pack
from bot.sandbox.entities import EntityError, read_html, width
from bot.sandbox.formatting import tidied
from bot.texts import texts
from bot.views import paging
from bot.views import upload as view
from questions import export, invite
from questions.errors import FileRefused, Refusal
from questions.finder import Finder
from questions.formats.marked import marked
from questions.formats.reader import read
from questions.upload import examine, from_json, title_of, to_json
from tests.security.forging import KINDS
from tests.security.forging import WORDS as PARTS
from tests.security.mutants import PIECES, file, markup

WORDS = texts("zh")
FINDER = Finder(())
# Of processor time; a file of a few kilobytes that takes longer is an attack.
SLOW_SECONDS = 5.0


def readers(rng: Random) -> str:
    """A file is read, examined, told of and marked, or refused; what is kept can be kept."""
    return survives(file(rng))


def survives(data: bytes) -> str:
    """What became of it: a format, or the refusal's code."""
    before = time.process_time()
    try:
        found = read(data, "题库.xlsx")
    except FileRefused as refused:
        WORDS.plain(f"refusal.{refused.code}", **refused.facts)
        return refused.code
    examined = examine(found, title_of("题库.xlsx"), (), FINDER)
    kept = to_json(examined)
    written = json.dumps(kept, ensure_ascii=False)
    written.encode("utf-8")
    assert not re.search(r"(?<!\\)(\\\\)*\\u0000", written), "a NUL is kept"
    assert from_json(json.loads(written)).questions == examined.questions
    screen = view.report(examined, 1, None, (), WORDS)
    shown, _ = read_html(screen.text)
    assert 0 < len(shown) <= 4096
    shown.encode("utf-8")
    if examined.problems:
        with suppress(FileRefused):
            marked(data, view.reasons(examined.problems, WORDS))
    spent = time.process_time() - before
    assert spent < SLOW_SECONDS, f"{spent:.1f} s for {len(data)} bytes"
    return found.format


def html(rng: Random) -> str:
    """The strict parser of the sandbox reads it, or says why not; entities lie within the text."""
    source = markup(rng)
    try:
        text, entities = read_html(source)
    except EntityError:
        return "refused"
    with suppress(UnicodeEncodeError):
        source.encode()
        text.encode()
    for shown, within in ((text, entities), tidied(text, [dict(each) for each in entities])):
        length = width(shown)
        for each in within:
            assert each["offset"] >= 0, each
            assert each["length"] >= 0, each
            assert each["offset"] + each["length"] <= length, (each, length)
    return "read"


def presses(rng: Random) -> str:
    """Whatever is in a press, it is read or refused; what is read packs and is read again."""
    pieces = [*PARTS, *PIECES, "".join(chr(rng.randrange(0x110000)) for _ in range(3))]
    values = [rng.choice([*pieces, str(rng.randint(-(2**65), 2**65))]) for _ in range(4)]
    name = rng.choice(sorted(KINDS))
    data = ":".join([name, *values[: rng.randint(0, 4)]])
    for unpacked in (export.unpacked, invite.unpacked):
        with suppress(Refusal):
            unpacked(rng.choice(values))
    with suppress(Refusal):
        paging.unpacked(rng.choice(values), "people")
    try:
        press = KINDS[name].unpack(data)
    except Refusal:
        return "refused"
    with suppress(ValueError):
        assert KINDS[name].unpack(pack(press)) == press
    return "read"


def told(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


TARGETS: dict[str, Callable[[Random], str]] = {
    "readers": readers,
    "html": html,
    "presses": presses,
}
SHARES = {"readers": 0.8, "html": 0.1, "presses": 0.1}


def run(name: str, seconds: float, first: int = 0) -> int:
    """Try for so long; how many different faults there were."""
    until, number = time.monotonic() + seconds, first
    outcomes: Counter[str] = Counter()
    faults: dict[str, int] = {}
    while time.monotonic() < until:
        try:
            outcomes[TARGETS[name](Random(f"{name}:{number}"))] += 1
        except Exception as fault:
            where = traceback.extract_tb(fault.__traceback__)[-1]
            what = f"{type(fault).__name__} at {where.filename}:{where.lineno}: {str(fault)[:160]}"
            if faults.setdefault(f"{where.filename}:{where.lineno}", number) == number:
                told(f"{name} {number}: {what}")
        number += 1
    counted = ", ".join(f"{key} {count}" for key, count in outcomes.most_common(12))
    told(f"{name}: {number - first} tries, {len(faults)} faults ({counted})")
    return len(faults)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--only"]:
        told(TARGETS[arguments[1]](Random(f"{arguments[1]}:{arguments[2]}")))
        return 0
    seconds = float(arguments[0]) if arguments else 60.0
    # Others than last time.
    first = int(time.time()) * 1000
    return 1 if sum([run(name, seconds * SHARES[name], first) for name in TARGETS]) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
