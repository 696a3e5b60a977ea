"""Log lines: as text or as JSON, and never with a token in them."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from types import TracebackType

# Also inside an address: /bot123456:ABC…/getMe
_TOKEN = re.compile(r"(?<!\d)\d{5,12}:[A-Za-z0-9_-]{30,}")
HIDDEN = "[token]"


def hide(text: str) -> str:
    """The text without anything that looks like a bot's token."""
    return _TOKEN.sub(HIDDEN, text)


class TextLines(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return hide(super().format(record))


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return hide(json.dumps(line, ensure_ascii=False))


def tell(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """The last words of the process, through the log, so that they name no token either."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, fault, trace)
        return
    logging.getLogger("bot").critical("ended by a fault", exc_info=(kind, fault, trace))


def set_up(form: str, level: int = logging.INFO) -> None:
    """Log to standard error. The HTTP client of the library writes addresses at INFO: not here."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    sys.excepthook = tell
    for noisy in ("httpx", "httpcore", "telegram", "aiohttp.access", "alembic"):
        logging.getLogger(noisy).setLevel(max(level, logging.WARNING))
