"""How many questions a bank has and how many of them a person has seen is counted as they come"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SIZES = """
    UPDATE bank SET size =
        (SELECT count(*) FROM question WHERE question.bank_id = bank.id AND NOT question.retired)
"""
# Before now nothing was written down day by day: all of it is put on the last day.
_FIRSTS = """
    UPDATE tally SET "first" =
        (SELECT count(*) FROM progress
         WHERE progress.person_id = tally.person_id AND progress.bank_id = tally.bank_id)
    WHERE day =
        (SELECT max(later.day) FROM tally AS later
         WHERE later.person_id = tally.person_id AND later.bank_id = tally.bank_id)
"""


def upgrade() -> None:
    for table, column in (("bank", "size"), ("tally", "first")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column(column, sa.Integer(), server_default="0", nullable=False)
            )
    op.execute(_SIZES)
    op.execute(_FIRSTS)


def downgrade() -> None:
    for table, column in (("tally", "first"), ("bank", "size")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)
