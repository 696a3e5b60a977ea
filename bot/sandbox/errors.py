"""Telegram's own refusals: a status, and the sentence the Bot API answers with."""

from typing import Any

_NAMES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class ApiError(Exception):
    """What the Bot API answers instead of a result; `parameters` may hold `retry_after`."""

    def __init__(self, status: int, text: str = "", **parameters: Any) -> None:
        name = _NAMES.get(status, "Error")
        self.status = status
        self.description = f"{name}: {text}" if text else name
        self.parameters = parameters
        super().__init__(self.description)

    def answer(self) -> dict[str, Any]:
        """The JSON body of the refusal."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(text: str) -> ApiError:
    """A 400; Telegram writes the sentence after the colon in lower case."""
    return ApiError(400, text)


def forbidden(text: str) -> ApiError:
    return ApiError(403, text)


def flooded(seconds: int) -> ApiError:
    """A 429: the bot was too quick and should wait so many seconds."""
    return ApiError(429, f"retry after {seconds}", retry_after=seconds)
