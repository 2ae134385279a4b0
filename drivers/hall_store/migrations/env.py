"""Runs the migrations on the connection that `drivers.hall_store.schema` hands over."""

from alembic import context

from drivers.hall_store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
