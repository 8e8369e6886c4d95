"""qshop runs a mystery-shopping improvement programme from plain text files in git."""

__version__ = "0.1.0"
