"""How a whole mark is shared out among right choices, in the only numbers that Moodle takes."""

_SHARES = ("100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10")


def shares(count: int) -> list[str]:
    """As many shares as there are right choices; together they are a whole mark."""
    if count <= len(_SHARES):
        return [_SHARES[count - 1]] * count if count else []
    fives = 2 * (count - 10)
    return (["10"] * max(count - fives, 0) + ["5"] * fives)[:count]
