"""What readings, explanations and evaluations look like on a terminal; no reading is done here."""
