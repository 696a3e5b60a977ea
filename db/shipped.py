"""What ships with the product, taken in at a start: the articles, and a bank drawn from each."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from db import articles, bank, recheck
from db.tables import BankRow
from questions.articles import SHIPPED, article
from questions.bank import edition, shipped_as
from questions.shelf import PUBLISHED


def stock(session: Session, now: datetime) -> None:
    """Take in the articles and banks that ship with the product, published. Again: no change.

    Where an article has changed, its own bank comes with the right quotes; all else that quotes
    it is looked through.
    """
    there = dict(session.exec(select(BankRow.key, BankRow.edition)).all())
    for key in SHIPPED:
        today = edition(key)
        if there.get(key) != today:
            is_new = articles.shelve(session, article(key), now)
            stocked = bank.stock(session, shipped_as(key), None, now, state=PUBLISHED, ours=True)
            session.execute(
                update(BankRow).where(col(BankRow.id) == stocked.bank_id).values(edition=today)
            )
            if is_new:
                recheck.check(session, key, now)
