"""What is wrong in a file of the library, and where."""


class LibraryError(Exception):
    """A file of the library cannot be loaded. The text names the file and the line, and says what is wrong."""

    def __init__(self, path, line, sentence):
        super().__init__(f"{path}:{line}: {sentence}")
