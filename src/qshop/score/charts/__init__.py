"""Charts as numbers: a figure over waves, with the limits of chance, and every measured value of a question."""
