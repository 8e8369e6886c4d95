"""Formulas on numbers: confidence intervals of a mean and of a rate, and the quantiles that they need."""
