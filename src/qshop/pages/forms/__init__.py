"""What shoppers carry: a questionnaire's frozen version as a form, one format a module."""
