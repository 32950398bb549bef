"""Run by Alembic: takes the open connection it is given and goes one step after the other.

The caller holds the transaction, so a step that fails leaves the store as it was.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
