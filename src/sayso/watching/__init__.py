"""Following feeds politely, and telling what changed."""
