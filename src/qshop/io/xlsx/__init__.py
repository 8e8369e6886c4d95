"""Workbooks: read cell by cell, with what is hidden in them, and written so that text is never a formula."""
