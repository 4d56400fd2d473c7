"""Places at stake as a printed map, and for map programs."""
