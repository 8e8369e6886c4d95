"""What shoppers carry: a questionnaire's frozen version as a form, one kind of form a module."""
