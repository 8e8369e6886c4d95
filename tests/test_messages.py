"""What commands say on a terminal: no word is broken at its edge."""

import os

import pytest

from qshop.cli.output import print_message


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (22, "two waves are pooled\n    see: qshop score\n    --by wave\n"),
        (80, "two waves are pooled\n    see: qshop score --by wave\n"),
        (8, "two\nwaves\nare\npooled\n    see:\n    qshop\n    score\n    --by\n    wave\n"),
    ],
)
def test_lines_are_broken_between_words_on_a_terminal(width, said, monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.fileno", lambda: 2, raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((width, 50)))
    print_message("two waves are pooled\n    see: qshop score --by wave")
    assert capsys.readouterr().err == said


def test_a_message_that_goes_to_a_file_is_as_long_as_it_is(capsys):
    print_message("word " * 40)
    assert capsys.readouterr().err == "word " * 40 + "\n"
