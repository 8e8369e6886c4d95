"""From accepted visits to figures: points, whole-number sums, percentages, and what a change would do to them."""
