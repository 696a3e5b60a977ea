"""What a bot sends with a method: JSON, a form or multipart, read the way Telegram reads it."""

import json
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import bad

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    content_type: str
    data: bytes


class Params:
    """The parameters of one call. A form knows only strings, so numbers and JSON are read late."""

    __slots__ = ("uploads", "values")

    def __init__(self, values: Json, uploads: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}

    def text(self, name: str) -> str:
        """The string, or "" when it was left out."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """The number; what is no number counts as left out."""
        value = self.values.get(name)
        try:
            return int(value) if value is not None else default
        except (TypeError, ValueError, OverflowError):
            return default

    def flag(self, name: str, default: bool = False) -> bool:
        """True for true, yes and 1, as Telegram reads them; `default` when left out."""
        value = self.values.get(name)
        if value is None:
            return default
        return str(value).strip().lower() in {"true", "yes", "1"}

    def json(self, name: str) -> Any:
        """The value behind JSON text, or None when it was left out or empty."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def object(self, name: str) -> Json | None:
        """A JSON object, or None when it was left out; anything else is refused."""
        value = self.json(name)
        if value is not None and not isinstance(value, dict):
            raise bad(f"can't parse {name.replace('_', ' ')}: expected an Object")
        return value

    def objects(self, name: str) -> list[Json]:
        """A JSON array of objects, empty when it was left out; anything else is refused."""
        value = self.json(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise bad(f"can't parse {name.replace('_', ' ')}: expected an Array of Object")
        return value

    def upload(self, value: Any, name: str) -> Upload | None:
        """The file sent as the field `name`, or named by `attach://…`."""
        if isinstance(value, str) and value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return self.uploads.get(name) if not value else None

    def summary(self) -> Json:
        """The parameters for the log of calls; a file is its name and size."""
        if not self.uploads:
            return self.values
        files = {
            key: {"name": file.name, "size": len(file.data)} for key, file in self.uploads.items()
        }
        return {**self.values, **files}
