"""Texts for people: Markdown, forms and console tables, made from a view, a layout and a language."""
