"""What Alembic runs around the files of `versions/`, on the connection that `upgrade` was given."""

from alembic import context

from index.record.schema import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
context.run_migrations()
