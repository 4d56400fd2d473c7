"""What is found, in words: plain strings that the terminal and the browser show alike."""
