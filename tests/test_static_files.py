"""The addresses of static files: with the hash of what is in them, also after they are collected again."""

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpResponseNotFound

from msphysio.static_files import HashedStorage, StaticFiles

LISTS = {
    "all.css": '@layer a, b;\n@import url("one.css");\n@import url("in/two.css") layer(b) print;\n',
    "one.css": "p { margin: 0; }\n",
    "in/two.css": "p { margin: 1em; }\n",
    "all.js": '// All.\nimport "./one.js";\nimport "./two.js";\n',
    "one.js": "const a = 1;\n",
    "two.js": "const a = 2;\n",
}
WRITTEN_OUT = {
    "all.css": "@layer a, b;\np { margin: 0; }\n\n@media print {\n@layer b {\np { margin: 1em; }\n}}\n",
    "all.js": "// All.\n{\nconst a = 1;\n}\n{\nconst a = 2;\n}\n",
}


def collect(storage, words):
    """Put one file into a storage, as collectstatic does."""
    (storage.base_location / "a.css").write_text(words)
    for _, _, failed in storage.post_process({"a.css": (storage, "a.css")}):
        assert failed is True, failed


def test_an_address_stays_until_files_are_collected_again(tmp_path, settings):
    settings.DEBUG = False
    storage = HashedStorage(location=tmp_path, base_url="/static/")
    collect(storage, "a{}")
    first = storage.url("a.css")
    assert storage.url("a.css") == first != "/static/a.css"
    assert storage.url("a.css#part") == f"{first}#part"
    collect(storage, "b{}")
    assert storage.url("a.css") not in (first, "/static/a.css")


def sent(tmp_path, files):
    """What is sent for each file after files of a folder are collected."""
    source, storage = tmp_path / "source", HashedStorage(location=tmp_path / "sent", base_url="/static/")
    for name, words in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(words)
        storage.save(name, (source / name).open("rb"))
    paths = {name: (StaticFilesStorage(location=source), name) for name in files}
    assert all(not isinstance(done, Exception) for _, _, done in storage.post_process(paths))
    return {name: (tmp_path / "sent" / storage.stored_name(name)).read_text() for name in files}


def test_a_list_is_sent_with_its_parts_in_it(tmp_path, settings):
    settings.DEBUG = False
    assert {name: words for name, words in sent(tmp_path, LISTS).items() if name in WRITTEN_OUT} == WRITTEN_OUT


@pytest.mark.parametrize(
    ("name", "words"), [("one.css", "p { background: url(b.css); }"), ("one.js", "export const a = 1;\n")]
)
def test_a_list_stays_one_where_a_part_needs_a_file_of_its_own(tmp_path, settings, name, words):
    settings.DEBUG = False
    all_ = f"all.{name.rpartition('.')[2]}"
    found = sent(tmp_path, {**LISTS, "b.css": "", name: words})[all_]
    assert found.count("import") == 2 and "margin" not in found and "const" not in found


@pytest.fixture
def sender(tmp_path, settings, rf):
    """Send what a process that began just now has for an address under /static/."""
    settings.STATIC_ROOT, settings.DEBUG = tmp_path / "static", False
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "secret.css").write_text("secret")
    middleware = StaticFiles(lambda request: HttpResponseNotFound())
    return lambda name: middleware(rf.get(f"/static/{name}"))


def test_a_file_that_an_upgrade_collected_is_sent_by_the_older_process_too(tmp_path, sender):
    assert sender("css/new.0123456789ab.css").status_code == 404
    (tmp_path / "static" / "css" / "new.0123456789ab.css").write_text("a{}")
    for _ in range(2):
        response = sender("css/new.0123456789ab.css")
        assert (response.status_code, response.getvalue(), response["Content-Type"]) == (
            200,
            b"a{}",
            'text/css; charset="utf-8"',
        )


@pytest.mark.parametrize(
    "name",
    ["", "css", "css/", "../secret.css", "css/../../secret.css", "%2e%2e/secret.css", "a%00.css", f"{'a' * 5000}.css"],
)
def test_what_is_no_file_is_not_found_and_nothing_beside_the_folder_is_sent(sender, name):
    assert sender(name).status_code == 404
    assert sender("css/new.css/x").status_code == 404
