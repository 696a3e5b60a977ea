"""python -m tests.banks: how blind readers fared, a line a bank."""

from questions.bank import shipped
from tests.banks.readings import agrees, readings


def main() -> None:
    for bank in shipped():
        read = readings(bank)
        guessed = [each for each in read if each.closed is not None]
        agreed = sum(agrees(each.question, each.open) for each in read)
        right = sum(agrees(each.question, each.closed) for each in guessed)
        print(
            f"{bank.key:<10} open {agreed}/{len(read)} = {agreed / len(read):.1%}   "
            f"closed {right}/{len(guessed)} = {right / len(guessed):.1%}"
        )


if __name__ == "__main__":
    main()
