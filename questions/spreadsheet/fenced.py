"""What an assistant writes round a file that it made: a greeting, and a fence of three ticks."""

import re

_FENCE = re.compile(
    r"[ \t]*`{3,}[ \t]*(?:gift|aiken|moodle|xml|json[l5]?|csv|tsv|ya?ml|te?xt|plaintext"
    r"|plain|markdown|md|html)?[ \t]*",
    re.IGNORECASE,
)
_LONGEST_GREETING = 400


def unfenced(text: str) -> str:
    """The lines within the fence; those round it become blank, so that rows keep their numbers.

    A paper that shows a few lines of code in a fence stays as it is.
    """
    if "```" not in text:
        return text
    lines = text.split("\n")
    fences = [place for place, line in enumerate(lines) if _FENCE.fullmatch(line)]
    if not fences or len(fences) > 2:
        return text
    start, end = fences[0], fences[1] if len(fences) > 1 else len(lines)
    before, inside, after = lines[:start], lines[start + 1 : end], lines[end + 1 :]
    if len(fences) == 1 and any(map(str.strip, before)):
        return text
    around = [sum(map(len, each)) for each in (before, after)]
    is_named = lines[start].strip("` \t") != ""
    if max(around) > _LONGEST_GREETING or (
        not is_named and 2 * sum(around) > sum(map(len, inside))
    ):
        return text
    kept = ["" if place <= start or place >= end else line for place, line in enumerate(lines)]
    return "\n".join(kept)
