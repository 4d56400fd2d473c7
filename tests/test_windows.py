from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.windows import LENGTH, windows


@given(st.integers(min_value=1, max_value=5000))
def test_every_piece_is_the_own_piece_of_one_window(length: int) -> None:
    cuts = windows(length)
    assert [cut.first for cut in cuts] == [0, *(cut.last for cut in cuts[:-1])]
    assert cuts[-1].last == length
    for cut in cuts:
        assert cut.start <= cut.first < cut.last <= cut.stop
        assert cut.stop - cut.start <= LENGTH - 2


def test_a_piece_within_a_long_text_has_neighbours_on_both_sides() -> None:
    inner = windows(2000)[1:-1]
    assert inner
    assert all(cut.first - cut.start >= 40 and cut.stop - cut.last >= 40 for cut in inner)
