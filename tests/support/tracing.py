"""Looking for what somebody answered or typed in everything that a site leaves behind, in any disguise.

A `Trail` is fed with texts and bytes by the name of where they were found; `found` names what is in them.
"""

import base64
import binascii
import re
import subprocess
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from msphysio import postgres

ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b")
HEX = re.compile(rb"(?:\\x)?((?:[0-9a-f]{2}){16,})", re.I)
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")


@dataclass
class Trail:
    """What was left, as pairs of a place (such as "address" or "log") and bytes."""

    left: list[tuple[str, bytes]] = field(default_factory=list)

    def note(self, where, what):
        """Add what was found somewhere: a text, or bytes."""
        self.left.append((where, what.encode() if isinstance(what, str) else what))

    def follow(self, context):
        """Note every address, Referer, header and cookie of a browser's context while it is open."""
        context.on("request", self._note_request)
        context.on("response", lambda response: self.note("answer's headers", _lines(response.headers_array())))

    def _note_request(self, request):
        self.note("address", request.url)
        self.note("Referer", request.headers.get("referer", ""))

    def found(self, canaries):
        """Return where any of these words are: a set of (place, word)."""
        looks = {word: _disguises(word) for word in canaries}
        return {
            (where, word)
            for where, data in {(where, piece) for where, left in self.left for piece in layers(left)}
            for word, disguises in looks.items()
            if any(disguise in data for disguise in disguises)
        }


def layers(data):
    """Return the bytes in lower case as they are, and whatever is packed in them as hexadecimal, base64 or zlib."""
    pieces = [data]
    pieces += [binascii.unhexlify(found[: len(found) // 2 * 2]) for found in HEX.findall(data)]
    for found in BASE64.findall(data):
        plain = found.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
        pieces.append(base64.b64decode(plain[: len(plain) // 4 * 4]))
    pieces += [unpacked for piece in tuple(pieces) for unpacked in _inflated(piece)]
    return {piece.lower() for piece in pieces}


def _inflated(data):
    for head in ZLIB_HEADS:
        at = data.find(head)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj(wbits=47).decompress(data[at:])
            at = data.find(head, at + 1)


def _disguises(word):
    """The word as addresses, hexadecimal and each of the three ways of base64 would show it; all in lower case."""
    raw = word.lower().encode()
    shifted = (base64.b64encode(b"\0" * shift + raw)[shift and shift + 1 : len(raw) * 4 // 3 - 2] for shift in range(3))
    encoded = {quote(word).encode(), quote_plus(word).encode(), raw.hex().encode(), *(s for s in shifted if len(s) > 8)}
    return {raw, raw.replace(b" ", b""), *(disguise.lower() for disguise in encoded)}


def _lines(headers):
    return "\n".join(f"{header['name']}: {header['value']}" for header in headers)


def dump(database):
    """Return every row of every table of a database (its DATABASE_URL), as the lines of pg_dump."""
    program = postgres.programs() / "pg_dump"
    address = re.sub(r"^postgres://([^@]*)@(/.*)/([^/]+)$", r"postgresql://\1@/\3?host=\2", database)
    command = [program, "--data-only", "--no-owner", "--dbname", address]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.splitlines()
