"""What of a text is marked as found."""

from cms.search.engines.marking import Marker, in_sentences


def test_words_that_stand_for_others_are_marked_as_a_whole_only():
    marker = Marker({"cong", "khai", "minh bach"})
    marked = marker.whole("Công khai, minh  bạch; tranh minh họa")
    assert marked == "<mark>Công</mark> <mark>khai</mark>, <mark>minh bạch</mark>; tranh minh họa"


def test_what_is_not_marked_is_escaped_too():
    assert Marker({"a"}).whole("<b>á</b> & a") == "&lt;b&gt;<mark>á</mark>&lt;/b&gt; &amp; <mark>a</mark>"


def test_lines_are_read_as_sentences_in_a_row():
    text = "Quyết định\nTài chính \n\nTrường Phú Hòa.\nTrần Thuận,\n Hiệu trưởng"
    assert in_sentences(text) == "Quyết định. Tài chính. Trường Phú Hòa.\nTrần Thuận,\n Hiệu trưởng"
