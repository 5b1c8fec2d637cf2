"""Why a move is not allowed."""


class Refused(Exception):
    """The move is not allowed. The text says what to do instead, for the person who asked."""
