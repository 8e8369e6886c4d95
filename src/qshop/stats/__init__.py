"""Formulas on numbers: what is claimed for a mean and for a rate, and the quantiles behind it."""
