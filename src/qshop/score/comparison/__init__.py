"""Two sides of visits, before and after: what they have in common, what changed between them, and the word for it."""
