"""How figures were made, said below them on stderr: the figures alone are data."""

from typing import TYPE_CHECKING

from qshop.cli.output import print_message

if TYPE_CHECKING:
    from qshop.programme.model import Programme
    from qshop.score.method import Method


def print_method(method: "Method", programme: "Programme") -> None:
    """Write the method statement to stderr."""
    from qshop.io.packaged import tongue
    from qshop.pages.method_words import console_foot

    print_message("\n" + console_foot(method, programme, tongue("en")))
