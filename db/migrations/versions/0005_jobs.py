"""Jobs: a table of our own, and on PostgreSQL those of procrastinate"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What CASCADE does not take along: everything of theirs has their name before it.
DROP = r"""
DROP TABLE procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs,
    procrastinate_workers CASCADE;
DO $$
DECLARE found text;
BEGIN
    FOR found IN SELECT oid::regprocedure FROM pg_proc
        WHERE proname LIKE 'procrastinate\_%' AND pronamespace = current_schema()::regnamespace
    LOOP EXECUTE 'DROP FUNCTION ' || found || ' CASCADE'; END LOOP;
END $$;
DROP TYPE procrastinate_job_to_defer_v1, procrastinate_job_event_type, procrastinate_job_status;
"""


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_state", "job", ["state", "due_at"])
    if _on_postgres():
        # Loaded where it is wanted: it takes a quarter of a second. Their schema is the one of the
        # version that pyproject.toml names; what a newer one changes, a migration of ours will
        # change where it is not so yet.
        from procrastinate.schema import SchemaManager

        _run(SchemaManager.get_schema())


def downgrade() -> None:
    if _on_postgres():
        _run(DROP)
    op.drop_table("job")


def _on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _run(script: str) -> None:
    op.get_bind().exec_driver_sql(script, execution_options={"no_parameters": True})
