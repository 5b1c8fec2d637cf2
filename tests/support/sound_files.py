"""Sound files of each kind that a browser accepts as such, built byte by byte: silence, but whole files."""

import struct
from math import ceil

MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG 1, layer 3, 128 kbit a second, 44,100 samples a second
FRAME_SECONDS = 1152 / 44100


def mp3(seconds=2, tag=True):
    """An MP3, with an ID3v2 tag of 200 bytes before its frames and an ID3v1 tag after them."""
    frames = MP3_FRAME * ceil(seconds / FRAME_SECONDS)
    before = b"ID3\x03\x00\x00" + bytes([0, 0, 1, 72]) + bytes(200)
    return before + frames + b"TAG" + bytes(125) if tag else frames


def box(name, *parts):
    """A box of an M4A."""
    inside = b"".join(parts)
    return struct.pack(">I", len(inside) + 8) + name + inside


def m4a(seconds=2, tracks=("soun",), version=0):
    """An M4A with the heads of its tracks and no samples."""
    times = struct.pack(">QQIQ" if version else ">IIII", 0, 0, 1000, seconds * 1000)
    header = box(b"mvhd", bytes([version, 0, 0, 0]), times, bytes(80))
    handled = [box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), kind.encode(), bytes(12)))) for kind in tracks]
    return box(b"ftyp", b"M4A \x00\x00\x00\x00") + box(b"free", bytes(4)) + box(b"moov", header, *handled)


def page(payload, samples, first=False):
    """A page of an Ogg file that ends with so many samples."""
    head = b"OggS\x00" + (b"\x02" if first else b"\x00") + struct.pack("<qIII", samples, 1, 0, 0)
    return head + bytes([1, len(payload)]) + payload


def ogg(seconds=2, codec="opus"):
    """An Ogg file of two pages: the head of its codec, then the last."""
    head = b"OpusHead\x01\x01" + struct.pack("<HI", 312, 48000) + bytes(3)
    last = 312 + 48000 * seconds
    if codec == "vorbis":
        head, last = b"\x01vorbis" + struct.pack("<IBI", 0, 1, 16000) + bytes(14), 16000 * seconds
    return page(head, 0, True) + page(bytes(40), last)
