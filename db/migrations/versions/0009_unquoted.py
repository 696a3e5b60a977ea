"""For some versions of questions a trainer found no quote in the articles"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unquoted",
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["question_version.id"], name=op.f("fk_unquoted_version_id")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_unquoted")),
    )


def downgrade() -> None:
    op.drop_table("unquoted")
