"""The commands, each a thin shell: it takes what the user says, calls what does the work, prints what came of it."""
