"""When an article was kept, and the questions whose quotes are in it no more"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lost_quote",
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_lost_quote_question_id")
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_lost_quote")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kept_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.drop_column("kept_at")
    op.drop_table("lost_quote")
