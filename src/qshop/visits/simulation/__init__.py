"""Believable visits with a known truth, drawn from a plan: to rehearse before the first wave."""
