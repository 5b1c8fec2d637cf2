"""What a sound file is and how long it lasts, told from its bytes: MP3, M4A (AAC) or Ogg (Opus or Vorbis). Pure.

Formats: ISO 11172-3 and 13818-3 (frames of an MP3), id3.org (ID3v2 tags), ISO 14496-12 (boxes of an M4A), RFC 3533
(Ogg) and RFC 7845 (Opus in Ogg).
"""

import re
from dataclasses import dataclass

TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg"}
FIRST_KBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # MPEG 1, layer 3
OTHER_KBITS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)  # MPEG 2 and 2.5
SAMPLES_A_SECOND = (44100, 48000, 32000)
SLOWER = {3: 1, 2: 2, 0: 4}  # by the two bits of the version: MPEG 1, 2, 2.5
SHORTEST = 1  # second of an MP3: fewer frames may be chance
MOST_REST = 64 * 1024  # bytes after the last frame of an MP3: tags
OPUS_SAMPLES_A_SECOND = 48000
_HANDLED = {track: re.compile(rb"hdlr.{8}" + track.encode(), re.S) for track in ("soun", "vide")}


@dataclass(frozen=True)
class Sound:
    """`kind` is a key of TYPES and the ending of the file; `seconds` are at least 1."""

    kind: str
    seconds: int


def sound(data):
    """Return the Sound that these bytes are. Raises ValueError when they are none that we know, whole and playable."""
    for kind, measure in (("ogg", _ogg), ("m4a", _m4a), ("mp3", _mp3)):
        seconds = measure(data)
        if seconds:
            return Sound(kind, max(1, round(seconds)))
    raise ValueError("not an MP3, M4A or Ogg file")


def _mp3(data):
    """Seconds of all its frames, one right after the other; None where more than tags stands before or after them."""
    at, seconds = _after_tag(data), 0.0
    while found := _frame(data[at : at + 4]):
        at, seconds = at + found[0], seconds + found[1]
    return seconds if seconds >= SHORTEST and len(data) - at <= MOST_REST else None


def _after_tag(data):
    """Where the first frame begins: after an ID3v2 tag, whose length is written in four times seven bits."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    return 10 + sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))


def _frame(head):
    """(bytes, seconds) of the frame that begins with these four bytes, or None."""
    bits = int.from_bytes(head, "big")
    version, layer, kbits, rate = bits >> 19 & 3, bits >> 17 & 3, bits >> 12 & 15, bits >> 10 & 3
    if len(head) < 4 or bits >> 21 != 0x7FF or version == 1 or layer != 1 or kbits in (0, 15) or rate == 3:
        return None
    samples = 1152 if version == 3 else 576
    a_second = SAMPLES_A_SECOND[rate] // SLOWER[version]
    table = FIRST_KBITS if version == 3 else OTHER_KBITS
    return samples // 8 * table[kbits] * 1000 // a_second + (bits >> 9 & 1), samples / a_second


def _m4a(data):
    """Seconds from the header of the film box; None for what has pictures or no sound."""
    if data[4:8] != b"ftyp" or not _HANDLED["soun"].search(data) or _HANDLED["vide"].search(data):
        return None
    header = _box(_box(data, b"moov"), b"mvhd")
    long = header[:1] == b"\x01"
    numbers = header[20:32] if long else header[12:20]
    if len(numbers) < (12 if long else 8):
        return None
    a_second, length = int.from_bytes(numbers[:4], "big"), int.from_bytes(numbers[4:], "big")
    return length / a_second if a_second else None


def _box(data, name):
    """What is in the first box of this name, without its head; b"" where there is none."""
    at = 0
    while at + 8 <= len(data):
        size, head = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        end = len(data) if size == 0 else at + size
        if data[at + 4 : at + 8] == name:
            return data[at + head : end]
        if end < at + head:
            break
        at = end
    return b""


def _ogg(data):
    """Seconds up to the sample that the last page ends with."""
    if data[:4] != b"OggS" or len(data) < 64:
        return None
    first = data[27 + data[26] :]
    if first[:8] == b"OpusHead":
        a_second, skipped = OPUS_SAMPLES_A_SECOND, int.from_bytes(first[10:12], "little")
    elif first[:7] == b"\x01vorbis":
        a_second, skipped = int.from_bytes(first[12:16], "little"), 0
    else:
        return None
    last = data.rfind(b"OggS")
    samples = int.from_bytes(data[last + 6 : last + 14], "little", signed=True) - skipped
    return samples / a_second if a_second and last and samples > 0 else None
