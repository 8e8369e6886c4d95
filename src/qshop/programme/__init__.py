"""Design: what a programme is made of, whether it holds together, and how it becomes a questionnaire."""
