"""python -m tests.security: tries every handler as everybody, and prints the matrix."""

import asyncio
import logging
import shutil
import sys
import tempfile
import unicodedata
from pathlib import Path

from tests.company import furnish
from tests.security.handlers import MAY, registered
from tests.security.matrix import COLUMNS, Cell, try_column
from tests.security.stage import open_stage


async def main() -> int:
    logging.disable(logging.WARNING)
    missing: set[str] = set()
    columns: list[list[Cell]] = []
    with tempfile.TemporaryDirectory() as folder:
        furnished = Path(folder) / "furnished.db"
        furnish(furnished)
        for number, column in enumerate(COLUMNS):
            database = shutil.copyfile(furnished, Path(folder) / f"{number}.db")
            async with open_stage(database) as stage:
                missing |= set(registered(stage.app)) ^ set(MAY)
                columns.append(await try_column(stage, column, MAY))
    print("handler".ljust(28), *(_wide(column.name) for column in COLUMNS), sep="")
    for row in zip(*columns, strict=True):
        print(
            row[0].handler.ljust(28), *(_wide(cell.sign, cell.column.name) for cell in row), sep=""
        )
    cells = [cell for column in columns for cell in column]
    holes = [cell for cell in cells if cell.hole]
    for cell in holes:
        print(f"HOLE {cell.handler} as {cell.column.name}: {cell.hole}")
    for name in sorted(missing):
        print(f"HOLE {name} is not written down, or is not there")
    allowed = sum(cell.allowed for cell in cells)
    print(f"{len(MAY)} handlers × {len(COLUMNS)} columns: {allowed} allowed, "
          f"{len(cells) - allowed} refused, {len(holes) + len(missing)} holes")  # fmt: skip
    return 1 if holes or missing else 0


def _wide(text: str, like: str = "") -> str:
    return text + " " * (_width(like or text) + 2 - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
