"""Capital letters, with and without accents, for patterns that look for names."""

CAPITAL = "".join(letter for letter in map(chr, range(0x250)) if letter.isupper())
