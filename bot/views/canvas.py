"""A sheet of paper to draw boxes and lines of text on, out as a PNG."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.views.lettering import face, load_matplotlib

# Pixels for a unit of the drawing. Phones show a picture about 400 units wide, so letters of
# 12 units read like 12-point text there, and three pixels a unit keep them sharp.
SCALE = 3
_EDGE = 0.7
_pen = threading.Lock()


@contextmanager
def pen() -> Iterator[None]:
    """Held while measuring and drawing: the forms of letters are shared between pictures."""
    with _pen:
        yield


class Canvas:
    """Units count from the upper left corner; a letter of size 12 is 12 units high."""

    def __init__(self, width: float, height: float, colour: str) -> None:
        load_matplotlib()
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        size = (width / 72, height / 72)
        self._figure = Figure(figsize=size, dpi=72 * SCALE, facecolor=colour)
        self._agg: Any = FigureCanvasAgg(self._figure)
        self._units = Affine2D().scale(SCALE, -SCALE).translate(0, height * SCALE)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        *,
        radius: float = 0,
        edge: str = "",
        inside: Any = None,
    ) -> Any:
        """A filled box; `inside` another one it ends where the other's outline does."""
        from matplotlib.patches import FancyBboxPatch

        radius = min(radius, width / 2, height / 2)
        shape = FancyBboxPatch(
            (x, y),
            width,
            height,
            boxstyle=f"round,pad=0,rounding_size={radius}" if radius else "square,pad=0",
            facecolor=colour,
            edgecolor=edge or "none",
            linewidth=_EDGE if edge else 0,
            transform=self._units,
        )
        self._figure.add_artist(shape)
        if inside is not None:
            shape.set_clip_path(inside)
        return shape

    def text(
        self,
        x: float,
        y: float,
        line: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        align: str = "left",
    ) -> None:
        """One line standing on `y`. A dollar sign is a dollar sign, not the start of a formula."""
        from matplotlib.font_manager import FontProperties

        letters = face(bold=bold)
        self._figure.text(
            x,
            y,
            letters.drawable(line),
            fontproperties=FontProperties(fname=str(letters.file)),
            fontsize=size,
            color=colour,
            horizontalalignment=align,
            verticalalignment="baseline",
            transform=self._units,
            parse_math=False,
        )

    def png(self) -> bytes:
        file = io.BytesIO()
        self._agg.print_png(file, metadata={"Software": None})
        return file.getvalue()
