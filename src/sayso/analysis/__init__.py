"""What follows from the ledger's entries: positions, shifts, clashes, overlaps, origins; derived, never stored."""
