"""How many questions people are asked, and which people."""


def lengths(inquiry):
    """Return the Lengths of all walks, the longest first."""
    return ()
