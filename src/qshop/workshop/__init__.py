"""What happens before any visit: who is told, groups that agree the criteria, and what they hold and send back."""
