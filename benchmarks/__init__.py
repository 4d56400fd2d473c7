"""Benchmarks: how well Sayso reads, and how fast it answers; each module is run with one command."""
