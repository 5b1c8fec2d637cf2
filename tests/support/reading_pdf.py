"""A PDF as a reader of any kind finds it: pages, words in their order, tags, and what it says of itself."""

import io
import re

from pypdf import PdfReader


class Pdf:
    """The bytes of a PDF, read again."""

    def __init__(self, made):
        self.reader = PdfReader(io.BytesIO(made), strict=True)
        self.root = self.reader.trailer["/Root"]

    @property
    def pages(self):
        return len(self.reader.pages)

    @property
    def text(self):
        """All words in the order of the tags' content, with single spaces."""
        return " ".join(" ".join(page.extract_text() for page in self.reader.pages).split())

    @property
    def tags(self):
        """The names of all tags, in reading order."""
        return list(_tags(self.root["/StructTreeRoot"]))

    @property
    def described(self):
        """The XMP packet: what the file says of itself."""
        return self.root["/Metadata"].get_object().get_data().decode()

    @property
    def fonts(self):
        """The fonts of all pages by name; True where the file itself holds the letters."""
        found = {}
        for page in self.reader.pages:
            for font in page["/Resources"]["/Font"].values():
                for inner in font.get_object().get("/DescendantFonts", [font]):
                    described = inner.get_object()["/FontDescriptor"].get_object()
                    held = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                    found[re.sub(r"^/[A-Z]{6}\+", "", inner.get_object()["/BaseFont"])] = held
        return found


def _tags(node):
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"].lstrip("/")
        if "/K" in node:
            yield from _tags(node["/K"])
