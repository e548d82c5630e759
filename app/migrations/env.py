"""Alembic's entry: migrations run on the connection that `app.schema` hands over."""

from alembic import context

import app.models_of_all  # noqa: F401  # the tables that autogenerate compares with
from app.db import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
