"""One page in each encoding: which is sent, under which ETag, and when it is enough to say that nothing changed."""

import gzip

import brotli
import pytest

from msphysio.representations import Representations, best_encoding

BODY = b"<p>Physiotherapy helps.</p>" * 100
HEADERS = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public", "Vary": "Accept-Encoding"}


@pytest.fixture
def page():
    return Representations(BODY, HEADERS)


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("identity", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("identity;q=0.5, gzip;q=0.8", "gzip"),
        ("deflate", "identity"),
        ("xgzip, brotli", "identity"),
        ("gzip;q=nonsense", "identity"),
        ("gzip;q=nan", "identity"),
        ("gzip;q=inf", "gzip"),
        (";;,,;q=", "identity"),
        ("br ; Q=1", "br"),
    ],
)
def test_what_is_sent_is_what_the_browser_likes_best(accepted, sent):
    assert best_encoding(accepted) == sent


@pytest.mark.parametrize("accepted", [None, "", "gzip," * 100])
def test_a_missing_or_endless_header_gets_the_page_as_it_is(page, accepted):
    response = page.answer(accepted, None)
    assert response.content == BODY and "Content-Encoding" not in response


@pytest.mark.parametrize(("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_compressed_page_is_smaller_and_unpacks_to_the_same(page, accepted, unpack):
    response = page.answer(accepted, None)
    assert unpack(response.content) == BODY and len(response.content) < len(BODY) / 5
    assert (response["Content-Encoding"], response["Content-Length"]) == (accepted, str(len(response.content)))


def test_each_encoding_has_a_strong_etag_of_its_own_the_same_in_every_process(page):
    tags = [page.answer(accepted, None)["ETag"] for accepted in ("", "gzip", "br")]
    assert len(set(tags)) == 3 and not any(tag.startswith("W/") for tag in tags)
    other = Representations(BODY, HEADERS)
    assert [other.answer(accepted, None)["ETag"] for accepted in ("", "gzip", "br")] == tags


def test_other_headers_are_another_page():
    stricter = Representations(BODY, {**HEADERS, "Content-Security-Policy": "default-src 'none'"})
    assert stricter.answer("", None)["ETag"] != Representations(BODY, HEADERS).answer("", None)["ETag"]


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', '"other",W/{}', " *", "*"])
def test_who_has_the_page_is_told_that_nothing_changed(page, known):
    tag = page.answer("br", None)["ETag"]
    response = page.answer("br", known.format(tag))
    assert (response.status_code, response.content) == (304, b"")
    told = {"Cache-Control": "public", "Vary": "Accept-Encoding", "ETag": tag}
    assert dict(response.items()) == told


@pytest.mark.parametrize("known", ['"other"', "nonsense", '"', ",,,", "W/", "x" * 5000])
def test_who_has_another_page_gets_this_one(page, known):
    assert page.answer("br", known).status_code == 200


def test_who_has_the_page_in_another_encoding_gets_this_one(page):
    assert page.answer("br", page.answer("gzip", None)["ETag"]).status_code == 200


def test_what_happens_to_one_response_happens_to_no_other(page):
    first = page.answer("br", None)
    first["X-Request-ID"], first.content = "one", b"spoilt"
    first.set_cookie("name", "value")
    second = page.answer("br", None)
    assert "X-Request-ID" not in second and not second.cookies and brotli.decompress(second.content) == BODY
