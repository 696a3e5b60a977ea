"""First attempts at each question, as it was asked, are counted as they come"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from questions.bank import asks
from questions.question import Kind, Question

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_VERSION = sa.table(
    "question_version",
    sa.column("id", sa.BigInteger()),
    sa.column("kind", sa.String()),
    sa.column("stem", sa.String()),
    sa.column("choices", sa.JSON()),
    sa.column("right", sa.JSON()),
    sa.column("accepted", sa.JSON()),
    sa.column("typed_as", sa.String()),
    sa.column("ordered", sa.Boolean()),
    sa.column("asks", sa.String()),
)
# As in 0006, all of it is put on the last day.
_FIRST_POINTS = """
    UPDATE tally SET first_points = coalesce(
        (SELECT sum(answer.points) FROM answer
         WHERE answer.person_id = tally.person_id AND answer.bank_id = tally.bank_id
           AND answer."first"), 0)
    WHERE day =
        (SELECT max(later.day) FROM tally AS later
         WHERE later.person_id = tally.person_id AND later.bank_id = tally.bank_id)
"""
_ANSWERED = """
    INSERT INTO item (question_id, asks, answered)
    SELECT answer.question_id, question_version.asks, count(*)
    FROM answer JOIN question_version ON question_version.id = answer.version_id
    WHERE answer."first"
    GROUP BY answer.question_id, question_version.asks
"""


def upgrade() -> None:
    op.create_table(
        "item",
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("asks", sa.String(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("concern", sa.Integer(), server_default="0", nullable=False),
        sa.Column("doubt", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_item_question_id")
        ),
        sa.PrimaryKeyConstraint("question_id", "asks", name=op.f("pk_item")),
    )
    with op.batch_alter_table("question_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asks", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("tally", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("first_points", sa.Float(), server_default="0", nullable=False)
        )
    _say_what_is_asked()
    op.execute(_FIRST_POINTS)
    op.execute(_ANSWERED)


def downgrade() -> None:
    with op.batch_alter_table("tally", schema=None) as batch_op:
        batch_op.drop_column("first_points")
    with op.batch_alter_table("question_version", schema=None) as batch_op:
        batch_op.drop_column("asks")
    op.drop_table("item")


def _say_what_is_asked() -> None:
    connection = op.get_bind()
    columns = [column for column in _VERSION.c if column.name != "asks"]
    rows = connection.execute(sa.select(*columns)).all()
    said = [{"version": row.id, "said": asks(_question(row))} for row in rows]
    if said:
        connection.execute(
            sa.update(_VERSION)
            .where(_VERSION.c.id == sa.bindparam("version"))
            .values(asks=sa.bindparam("said")),
            said,
        )


def _question(row: sa.Row[Any]) -> Question:
    return Question(
        key="",
        kind=Kind(row.kind),
        stem=row.stem,
        choices=tuple(row.choices),
        right=frozenset(row.right),
        accepted=tuple(map(tuple, row.accepted)),
        typed_as=row.typed_as,
        ordered=row.ordered,
    )
