"""A sealed token, as it comes back from somebody."""

from datetime import timedelta

from content import sealing


def test_a_letter_that_is_none_of_a_token_is_left_out_wherever_it_is_read():
    token = sealing.seal("physio answers", b"x")
    data, _ = sealing.unseal("physio answers", f"{token[:20]}\ufeff{token[20:]}", timedelta(hours=1))
    assert data == b"x"
