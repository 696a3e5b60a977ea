"""Where a question is filed in a learning platform, as tags."""

import re

from questions.validation import TAG_LIMIT

# What platforms call the place where nobody put anything on purpose.
_NOWHERE = re.compile(
    r"\$\w+\$|top|questions|default(?: for .*)?|.*默认.*|system|quiz|unfiled questions",
    re.IGNORECASE,
)
_SLASH = "//"
_MOST = 4


def levels(path: str) -> tuple[str, ...]:
    """A path like $course$/top/安全/第一章 level by level; `//` is a slash in a name."""
    names = [each.replace("\x00", "/").strip() for each in path.replace(_SLASH, "\x00").split("/")]
    kept = [each for each in names if each and not _NOWHERE.fullmatch(each)]
    return tuple(
        each if len(each) <= TAG_LIMIT else each[: TAG_LIMIT - 1] + "…" for each in kept[-_MOST:]
    )
