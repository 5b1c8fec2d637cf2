"""What a sound file is, told from its bytes and from nothing else."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content import sounds
from tests.support.sound_files import m4a, mp3, ogg, page


@pytest.mark.parametrize(
    ("data", "kind", "seconds"),
    [
        (mp3(3), "mp3", 3),
        (mp3(90, tag=False), "mp3", 90),
        (m4a(75), "m4a", 75),
        (m4a(7, version=1), "m4a", 7),
        (ogg(4), "ogg", 4),
        (ogg(6, codec="vorbis"), "ogg", 6),
    ],
)
def test_each_kind_is_known_with_its_length(data, kind, seconds):
    assert sounds.sound(data) == sounds.Sound(kind, seconds)


def test_frames_of_slower_kinds_of_mp3_are_as_long_as_they_say():
    frame = b"\xff\xf3\x84\x00" + bytes(188)  # MPEG 2, 64 kbit and 24,000 samples a second: 576 samples in 192 bytes
    assert sounds.sound(frame * 125) == sounds.Sound("mp3", 3)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ID3",
        b"OggS",
        b"<html><script>alert(1)</script></html>" * 50,
        b"\x00\x00\x00\x20ftypM4A " + bytes(100),
        m4a(5, tracks=("soun", "vide")),
        m4a(5, tracks=()),
        m4a(0),
        mp3(0.1),
        mp3(2, tag=False) + b"<script>" * 20_000,
        page(b"OpusHead" + bytes(12), 0, True),
        page(b"\x80theora" + bytes(40), 0, True) + page(bytes(9), 9000),
    ],
    ids=range(12),
)
def test_anything_else_is_not_a_sound(data):
    with pytest.raises(ValueError, match="not an MP3"):
        sounds.sound(data)


@settings(max_examples=150)
@given(st.sampled_from([mp3(1), m4a(2), ogg(2), ogg(2, "vorbis")]), st.data())
@example(m4a(2)[:40], None)
def test_a_broken_file_is_a_sound_or_refused_and_never_a_fault(data, draw):
    if draw:
        at = draw.draw(st.integers(0, min(len(data), 300)))
        data = data[:at] + draw.draw(st.binary(max_size=12)) + data[at + draw.draw(st.integers(0, 20)) :]
    try:
        assert sounds.sound(data).seconds >= 1
    except ValueError as refused:
        assert "not an MP3" in str(refused)
