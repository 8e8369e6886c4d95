"""Rows of a file become accepted visits, or rejects with their reason."""
