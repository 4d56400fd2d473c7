"""The ledger: reports, what they state, and what people decided about it, in SQLite or PostgreSQL."""
