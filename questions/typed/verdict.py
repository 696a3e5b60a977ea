"""The three things that can be said of a typed answer."""

from enum import StrEnum


class Verdict(StrEnum):
    """`ALMOST` is one slip away: it is said so, and earns nothing."""

    ACCEPT = "accept"
    ALMOST = "almost"
    REJECT = "reject"
