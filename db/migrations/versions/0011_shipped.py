"""A bank that ships with the product knows of which edition it is"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("bank", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edition", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("bank", schema=None) as batch_op:
        batch_op.drop_column("edition")
