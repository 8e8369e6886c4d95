"""From a weakness to the gap behind it, and to what closes it."""
