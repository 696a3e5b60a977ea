"""Alembic's way in. The connection comes from db/migrate.py, with its transaction open."""

from alembic import context

from db.migrate import describe

context.configure(connection=context.config.attributes["connection"], **describe())
context.run_migrations()
