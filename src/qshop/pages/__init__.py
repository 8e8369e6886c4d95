"""Texts for people: a view, a layout and a language become Markdown, forms and console tables."""
