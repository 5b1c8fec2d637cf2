"""The addresses of static files: with the hash of what is in them, also after they are collected again."""

from msphysio.static_files import HashedStorage


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
