"""Numbered migrations, by Alembic: one module for each change of the tables, never altered once released."""
