"""Lets `python -m qshop` do what `qshop` does."""

from qshop.cli.main import main

main()
