"""Formulas on numbers: shares with their intervals, how far they may be off, and the distributions they need."""
