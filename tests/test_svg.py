"""Elements of drawings: typed text is text, numbers have one form, names are cut where there is no room."""

from hypothesis import given
from hypothesis import strategies as st

from qshop.pages.svg import breadth, drawn, element, fitted, folded, label


def test_a_drawing_has_a_title_and_a_description_and_stands_alone():
    assert drawn("Waits & <b>", "“Long”", 20, label("a", 1, 2.5)) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 340 20" role="img" color="#0b5c66" direction="ltr"'
        ' font-family="sans-serif">'
        "<title>Waits &amp; &lt;b&gt;</title><desc>“Long”</desc>"
        '<text x="1" y="2.5" font-size="12" fill="#1d2b33">a</text></svg>'
    )


def test_what_is_typed_is_text_in_a_text_and_in_an_attribute():
    assert element("g", label('</text>"\u202e', 0, 0), name='"><script>') == (
        '<g name="&quot;&gt;&lt;script&gt;"><text x="0" y="0" font-size="12" fill="#1d2b33">'
        "&lt;/text&gt;&quot;\\u202e</text></g>"
    )


def test_numbers_have_two_decimals_at_most_and_no_zeros():
    assert element("line", x1=1 / 3, x2=2.0, y1=0.5, stroke_width=10) == (
        '<line x1="0.33" x2="2" y1="0.5" stroke-width="10"/>'
    )


def test_a_name_is_folded_and_cut_where_there_is_no_room():
    assert folded("Meeting rooms and the lounge upstairs", 100) == ["Meeting rooms", "and the loung…"]
    assert folded("Salle", 100) == ["Salle"]
    assert folded("", 100) == [""]


@given(st.text(max_size=40), st.integers(20, 300))
def test_what_is_fitted_fits(text, width):
    assert breadth(fitted(text, width)) <= max(width, breadth("m"))
    assert all(breadth(line) <= width for line in folded(text, width))
