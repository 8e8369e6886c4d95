"""Workbooks: read cell by cell with what people do not see in them, and written so that text is never a formula."""
