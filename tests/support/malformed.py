"""Bytes that are no HTTP, or HTTP that two programs could read in two ways; and what comes back for them."""

import re
import time

CANARY = "canary5316"
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
SECONDS = 1.5  # how long is waited for an answer that may never come
LONG = 60  # and for one that has to, on a busy machine
HIDDEN = f"GET /{CANARY}/ HTTP/1.1\r\nHost: www.example.org\r\n\r\n"
HOST = "Host: www.example.org\r\nX-Forwarded-Proto: https\r\n"  # as the proxy says, which replaces what others say
FORM = f"POST /settings/ HTTP/1.1\r\n{HOST}Content-Type: application/x-www-form-urlencoded\r\n"
GET = "GET / HTTP/1.1\r\n"
SENT = {
    "nothing": "",
    "random bytes": bytes(range(256)) * 8,
    "the beginning of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "the beginning of HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no version": f"GET /{CANARY}/\r\n\r\n",
    "a version that there is none of": f"GET / HTTP/9.9\r\n{HOST}\r\n",
    "two spaces": f"GET  /  HTTP/1.1\r\n{HOST}\r\n",
    "a method that is none": f"GE\x00T /{CANARY}/ HTTP/1.1\r\n{HOST}\r\n",
    "a very long method": f"{'G' * 9_000} / HTTP/1.1\r\n{HOST}\r\n",
    "a zero in the address": f"GET /{CANARY}\x00/ HTTP/1.1\r\n{HOST}\r\n",
    "bytes that are no address": b"GET /\xff\xfe\x80 HTTP/1.1\r\nHost: www.example.org\r\n\r\n",
    "an address with a space": f"GET /{CANARY} and more/ HTTP/1.1\r\n{HOST}\r\n",
    "the address of another site": f"GET http://evil.example/{CANARY}/ HTTP/1.1\r\n{HOST}\r\n",
    "a tunnel": f"CONNECT evil.example:443 HTTP/1.1\r\n{HOST}\r\n",
    "all of the server": f"OPTIONS * HTTP/1.1\r\n{HOST}\r\n",
    "no host": f"{GET}\r\n",
    "two hosts": f"{GET}{HOST}Host: evil.example\r\n\r\n",
    "lines that end with LF alone": "GET / HTTP/1.1\nHost: www.example.org\n\n",
    "lines that end with CR alone": "GET / HTTP/1.1\rHost: www.example.org\r\r",
    "a header without a colon": f"{GET}{HOST}{CANARY}\r\n\r\n",
    "a header with a space before the colon": f"{GET}{HOST}X-A : {CANARY}\r\n\r\n",
    "a header that goes on": f"{GET}{HOST}X-A: a\r\n {CANARY}\r\n\r\n",
    "a zero in a header": f"{GET}{HOST}X-A: {CANARY}\x00\r\n\r\n",
    "a header without a name": f"{GET}{HOST}: {CANARY}\r\n\r\n",
    "two lengths": f"{FORM}Content-Length: 5\r\nContent-Length: 6\r\n\r\na={CANARY}",
    "a length that is none": f"{FORM}Content-Length: +5\r\n\r\na=bcd",
    "a length below nothing": f"{FORM}Content-Length: -5\r\n\r\na=bcd",
    "a length beyond all numbers": f"{FORM}Content-Length: 99999999999999999999999\r\n\r\na=bcd",
    "half a form": f"{FORM}Content-Length: 500\r\n\r\na={CANARY}",
    "a length and pieces": f"{FORM}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "pieces and a longer length": f"{FORM}Transfer-Encoding: chunked\r\nContent-Length: 99\r\n\r\n0\r\n\r\n{HIDDEN}",
    "pieces of another kind": f"{FORM}Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\na=bcd{HIDDEN}",
    "pieces twice": f"{FORM}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{HIDDEN}",
    "pieces by a header with a space": f"{FORM}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a piece of no size": f"{FORM}Transfer-Encoding: chunked\r\n\r\nzz\r\na=bcd\r\n0\r\n\r\n",
    "a piece of a size beyond all numbers": f"{FORM}Transfer-Encoding: chunked\r\n\r\n{'f' * 40}\r\na=bcd\r\n0\r\n\r\n",
    "a piece that is longer than it says": f"{FORM}Transfer-Encoding: chunked\r\n\r\n1\r\na={CANARY}\r\n0\r\n\r\n",
    "a form with a question that is read": f"GET /?{CANARY} HTTP/1.1\r\n{HOST}Content-Length: 40\r\n\r\n{HIDDEN[:40]}",
    "a question before the form": f"{FORM}Expect: 200-ok\r\nContent-Length: 5\r\n\r\na=bcd",
    "another protocol": f"{GET}{HOST}Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
    "a socket of the web": f"{GET}{HOST}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    "many requests at once": f"{GET}{HOST}\r\n" * 50,
}


def answers(connect, sent, seconds=SECONDS):
    """Send bytes over a new connection (a socket of `connect()`); return the status of each answer until it ends.

    So many seconds are waited for the first of them.
    """
    found = b""
    with connect() as line:
        line.settimeout(0.15)
        try:
            line.sendall(sent.encode() if isinstance(sent, str) else sent)
            found = _until_the_end(line, seconds)
        except (TimeoutError, OSError):  # it need not take all of it to refuse it
            pass
    return [int(status) for status in STATUS.findall(found)]


def _until_the_end(line, seconds):
    found, late = b"", time.monotonic() + seconds
    while time.monotonic() < late:
        try:
            more = line.recv(65536)
        except TimeoutError:
            if found:  # it keeps the line open for the next request
                return found
            continue
        except OSError:
            return found
        if not more:
            return found
        found += more
    return found
