"""What a content security policy allows by its hash, and styles that cannot end their own element."""

from qshop.pages.seal import seal, styles


def test_a_seal_is_the_hash_as_a_policy_writes_it():
    assert seal("a") == "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"


def test_nothing_in_styles_ends_their_element():
    assert styles("a::after { content: '</style><b>' }") == "a::after { content: '<\\/style><b>' }"
