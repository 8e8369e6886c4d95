"""What is wrong with a file that is not YAML is said in our own words, whichever parser found it."""

import pytest
import yaml

from qshop.io import yaml_nodes
from qshop.io.yaml_nodes import read_yaml

FAULTS = {
    "text: a: b\n": "1:8 a colon inside a text",
    "a: 1\n b: 2\n": "2:3 a colon inside a text",
    "a:\n\tb: 1\n": "2:1 a tab in the indentation",
    "a:\n  b: 1\n\tc: 2\n": "3:1 a tab in the indentation",
    'a: 1\nb: "open\nc: 2\n': "4:1 a quote or bracket is never closed (opened on line 2)",
    "a: 'x\n---\n'\n": "2:1 a line of --- or ... inside quotes (opened on line 1)",
    "a: [1, 2\nb: 3\n": "2:2 “,” or “]” is missing (opened on line 1)",
    "a: {x: [1}\n": "1:10 “,” or “]” is missing",
    "a: {b: 1\nc: 2\n": "2:2 “,” or “}” is missing (opened on line 1)",
    "a: [b,, c]\n": "1:7 a value is missing, or a bracket closes too early",
    "a: }\n": "1:4 a value is missing, or a bracket closes too early",
    "a: @x\n": "1:4 a text begins with “@”",
    "a: %x\n": "1:4 a text begins with “%”",
    "a: *\n": "1:5 a text begins with “*”",
    "a: & x\n": "1:5 a text begins with “&”",
    "a: !<x\n": "1:7 a text begins with “!”",
    "a: !e!x y\n": "1:4 a text begins with “!”",
    "a: | x\n": "1:6 something stands behind “|” or “>”",
    "a: |0\n x\n": "1:5 something stands behind “|” or “>”",
    "a: - x\n": "1:4 a list begins in the middle of a line",
    "a: ? b : c: d\n": "1:4 a key begins in the middle of a line",
    "a: 1\nb\n": "2:1 a key without a colon",
    "a: b\n- c\n": "2:1 something does not fit what stands before it",
    "a:\n  - x\n y\n": "3:2 something does not fit what stands before it",
    "a: 'it's\n": "1:8 something does not fit what stands before it",
    "a:\n  b: >\n\tx\n": "3:1 a tab in the indentation",
    "a: 1\n=======\nb: 2\n": "2:1 what is left of a merge conflict",
    "a: 1\n||||||| base\nb: 2\n": "2:1 what is left of a merge conflict",
    "a: [1, 2]]\n": "1:10 something does not fit what stands before it",
}


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(("text", "told"), FAULTS.items())
def test_each_fault_is_told_in_our_own_words_with_something_to_do(text, told, loader, monkeypatch):
    monkeypatch.setattr(yaml_nodes, "LOADER", loader)
    _, [found] = read_yaml(text.encode(), "f.yaml")
    place, _, message = told.partition(" ")
    assert (found.code, found.message) == ("QS102", f"not YAML: {message}")
    assert f"{found.where.line}:{found.where.column}" == place
    assert found.help


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize("text", [r'a: "\q"', r'a: "\xZZ"'])
def test_a_backslash_is_told_at_its_place_or_at_its_quote(text, loader, monkeypatch):
    monkeypatch.setattr(yaml_nodes, "LOADER", loader)
    _, [found] = read_yaml(text.encode(), "f.yaml")
    assert found.message == "not YAML: a backslash that means nothing"
