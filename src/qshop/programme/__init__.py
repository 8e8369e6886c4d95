"""What a programme is made of, whether it holds together, and how its criteria become a questionnaire."""
