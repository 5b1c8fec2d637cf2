"""Words and files that are made to do something else: rich text, pictures, backups."""

import io
import json
import re
import tarfile
from html.parser import HTMLParser

import PIL.Image
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from content import pictures, prose
from content.models import FilePart
from msphysio import backups

# A scheme as browsers read it: what they leave out of an address is left out first.
LEFT_OUT = re.compile(r"[\x00-\x20]")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.I)
SCHEMES = {"https", "tel", "mailto"}
# Ways round cleaners that worked somewhere once: what a browser makes of them is not what they look like.
KNOWN = (
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='https://a' onclick=alert(1) style=position:fixed>x</a>",
    "<p onclick=alert(1)>x</p><p style='background:url(javascript:1)'>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<iframe srcdoc='<script>1</script>'></iframe><object data=x><embed src=x><base href=//evil>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<a href='https://a\"><script>alert(1)</script>'>x</a>",
    "<textarea><img title='</textarea><img src onerror=alert(1)>'>",
)
PIECES = some.one_of(
    some.sampled_from(
        [
            "<p>",
            "</p>",
            "<a href='",
            "'>",
            '">',
            "</a>",
            "<",
            ">",
            "&lt;",
            "&#60;",
            "\x00",
            "<!--",
            "-->",
            "<svg>",
            "</svg>",
        ]
        + [
            "<style>",
            "</style>",
            "<script>",
            "</script>",
            "<math>",
            "<mtext>",
            "<table>",
            "javascript:",
            " onclick=",
            "=",
        ]
        + ["<h3", "<li>", "<strong ", "`", "111", "0800 123 4567", "https://a.example", "tel:1", "<br/", "<template>"]
    ),
    some.text(max_size=6),
)


class Reader(HTMLParser):
    """Another reader of HTML than the one that cleans it. `wrong` fills with what may not be there."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.wrong = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag not in prose.TAGS:
            self.wrong.append(tag)
        for name, value in attributes:
            scheme = SCHEME.match(LEFT_OUT.sub("", value or ""))
            kept = (name, tag) == ("href", "a") and (not scheme or scheme[0].lower() in SCHEMES)
            if not kept and (name, value) != ("class", "tel"):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_comment(self, data):
        self.wrong.append("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


@pytest.mark.parametrize("html", KNOWN)
def test_what_once_got_round_a_cleaner_does_nothing_here(html):
    for shown in (prose.clean(html), prose.rich(html)):
        assert Reader(shown).wrong == []
        assert prose.clean(prose.clean(shown)) == prose.clean(shown)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])  # its first text loads tables
@given(some.lists(PIECES, max_size=14).map("".join))
def test_of_any_text_only_what_is_allowed_is_left(html):
    for shown in (prose.clean(html), prose.rich(html), prose.paragraphs(html)):
        assert Reader(shown).wrong == []


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.django_db
def test_a_picture_that_is_a_page_as_well_is_only_a_picture_afterwards(form):
    file = io.BytesIO()
    PIL.Image.effect_noise((400, 300), 60).convert("RGB").save(file, form)
    both = SimpleUploadedFile("x.html", file.getvalue() + b"<script>alert(1)</script>PK\x03\x04%PDF-1.7")
    image = pictures.keep(type("Row", (), {"file": type("File", (), {})()})(), pictures.read(both), by=None)
    kept = FilePart.objects.get()
    assert b"<script" not in bytes(kept.content) and kept.name == f"pictures/{image.sha256}.webp"


def packed(place, *members):
    """A tar of a manifest and of members that are somewhere else, or something else, than a backup's."""
    path = place / "made.tar"
    with tarfile.open(path, "w") as tar:
        for member, data in [(tarfile.TarInfo("manifest.json"), json.dumps({}).encode()), *members]:
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


def link(name, to, kind):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, to
    return member, b""


@pytest.mark.parametrize(
    "member",
    [
        (tarfile.TarInfo("../outside"), b"x"),
        (tarfile.TarInfo("media/../../outside"), b"x"),
        (tarfile.TarInfo("/tmp/outside-of-backup"), b"x"),  # noqa: S108
        link("media", "..", tarfile.SYMTYPE),
        link("media/a", "/etc/passwd", tarfile.SYMTYPE),
        link("media/b", "../../outside", tarfile.LNKTYPE),
        link("media/c", "", tarfile.CHRTYPE),
    ],
    ids=lambda member: member[0].name,
)
def test_a_backup_unpacks_nothing_outside_its_folder(tmp_path, member):
    place = tmp_path / "inside"
    place.mkdir()
    file = packed(place, member)
    with pytest.raises(backups.Refused), backups.opened(file):
        pass
    assert [path.name for path in tmp_path.rglob("*")] == ["inside", "made.tar"]
