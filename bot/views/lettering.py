"""Our own letters: which there are, how wide a line of them is, and where a long title breaks."""

import importlib.util
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).with_name("fonts")
# Shown for a letter that our fonts do not have.
MISSING = "□"
_NO_LINE_STARTS_WITH = frozenset("，。；：！？、）》」』】”’…%％,.;:!?)]")
_WITHOUT_SHAPE = ("Cc", "Cf", "Mn", "Me", "Cs")


class Face:
    """The letters of one weight. Not for two threads at once: a font remembers what it loads."""

    def __init__(self, weight: str) -> None:
        load_matplotlib()
        from matplotlib.ft2font import FT2Font

        self.file = FONTS / f"WenguSansSC-{weight}.otf"
        self._font = FT2Font(self.file)
        self._font.set_size(100, 72)
        self._known = frozenset(self._font.get_charmap())
        self._advances: dict[str, float] = {}

    def drawable(self, line: str) -> str:
        """The line with `□` for what is lacking, and without what has no shape of its own."""
        shown = (c for c in line if unicodedata.category(c) not in _WITHOUT_SHAPE)
        return "".join(c if ord(c) in self._known else MISSING for c in shown)

    def width(self, line: str, size: float) -> float:
        return size * sum(map(self._advance, self.drawable(line)))

    def _advance(self, letter: str) -> float:
        """How far one letter moves the next, in heights of a letter."""
        if letter not in self._advances:
            glyph = self._font.load_char(ord(letter), flags=_unhinted())
            self._advances[letter] = glyph.linearHoriAdvance / 65_536 / 100
        return self._advances[letter]

    def wrapped(self, text: str, width: float, size: float, lines: int) -> list[str]:
        """At most so many lines; the last one ends in `…` if more was to come.

        A title of two halves is parted between them, as its author did.
        """
        text = " ".join(text.split())
        if self.width(text, size) <= width:
            return [text]
        for halves in _halves(text) if lines > 1 else ():
            if all(self.width(half, size) <= width for half in halves):
                return list(halves)
        filled = self._filled(text, width, size)
        if rest := "".join(filled[lines - 1 :]):
            filled[lines - 1 :] = [self.cut(rest, width, size)]
        return [line.rstrip() for line in filled]

    def cut(self, text: str, width: float, size: float) -> str:
        """The text, or as much of it as fits before a `…`."""
        if self.width(text, size) <= width:
            return text
        while text and self.width(text + "…", size) > width:
            text = text[:-1]
        return text.rstrip() + "…"

    def _filled(self, text: str, width: float, size: float) -> list[str]:
        lines, line = [], ""
        for piece in _pieces(text):
            if line and self.width(line + piece.rstrip(), size) > width:
                lines.append(line)
                line = ""
            line += piece
        return [*lines, line]


@cache
def face(*, bold: bool = False) -> Face:
    return Face("Bold" if bold else "Regular")


def load_matplotlib() -> None:
    """Import matplotlib so that it writes nothing anywhere and looks at no fonts but ours.

    Left alone it makes folders in the home of whoever runs the bot and spends seconds on the
    machine's fonts. It is heavy: loaded when the first picture is drawn, not when the bot starts.
    """
    if "matplotlib.font_manager" in sys.modules:
        return
    with _its_own_settings():
        import matplotlib

    module: Any = matplotlib
    asked, module.get_cachedir = module.get_cachedir, _no_folder
    try:
        importlib.import_module("matplotlib.font_manager")
        # Both of these, through others, ask for the folder while they are loaded.
        importlib.import_module("matplotlib.figure")
        importlib.import_module("matplotlib.backends.backend_agg")
    finally:
        module.get_cachedir = asked


@contextmanager
def _its_own_settings() -> Iterator[None]:
    """Name the settings file that matplotlib brings, or it makes a folder to look for another."""
    spec = importlib.util.find_spec("matplotlib")
    before = os.environ.get("MATPLOTLIBRC")
    if spec and spec.origin and before is None:
        os.environ["MATPLOTLIBRC"] = str(Path(spec.origin).with_name("mpl-data") / "matplotlibrc")
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("MATPLOTLIBRC", None)


def _no_folder() -> str:
    """Stands in for the question where caches are kept.

    font_manager asks it right before it makes its list of fonts, which is the moment to keep it
    from looking for any and from writing the list down.
    """
    loading: Any = sys.modules["matplotlib.font_manager"]
    loading.findSystemFonts = lambda *_, **__: []
    loading.json_dump = lambda *_: None
    return ""


def _unhinted() -> Any:
    from matplotlib.ft2font import LoadFlags

    return LoadFlags.NO_HINTING


def _halves(text: str) -> list[tuple[str, str]]:
    """The text parted at each of its blanks, the most even parting first."""
    blanks = [at for at, c in enumerate(text) if c == " "]
    blanks.sort(key=lambda at: abs(at - len(text) / 2))
    return [(text[:at], text[at + 1 :]) for at in blanks]


def _pieces(text: str) -> list[str]:
    """What stays together: a Latin word, or a Han character with the marks that follow it."""
    pieces: list[str] = []
    for c in text:
        if pieces and (
            c in _NO_LINE_STARTS_WITH or c == " " or (_is_latin(pieces[-1][-1]) and _is_latin(c))
        ):
            pieces[-1] += c
        else:
            pieces.append(c)
    return pieces


def _is_latin(c: str) -> bool:
    return c != " " and unicodedata.east_asian_width(c) not in "WF"
