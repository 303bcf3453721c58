"""Runs the steps on the connection handed over by `site_audit.store.schema`, within the transaction that is already open there."""

from alembic import context

from site_audit.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
