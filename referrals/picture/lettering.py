"""How much room words take. SVG does not break lines and we do not know the reader's font, so widths are generous."""

SIZES = {"title": 24, "head": 17, "plain": 15, "item": 15, "small": 15, "when": 15, "tier": 15, "not": 15}
BOLD = frozenset({"title", "head", "tier", "not"})
NARROW = frozenset("iljtfrI.,'|!:;()[]-“”‘’ ")
WIDE = frozenset("mwMW@%—")


def height(style):
    """Return the height of one line, in pixels."""
    return round(SIZES[style] * 1.4)


def wrap(text, width, style):
    """Return the lines of a text that is at most so many pixels wide. A word that is longer stays whole."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and measure(longer, style) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def measure(text, style):
    """Return how wide a text is at most, in pixels: as in the widest of the usual fonts."""
    ems = sum(
        0.37 if letter in NARROW else 0.95 if letter in WIDE else 0.72 if letter.isupper() else 0.59 for letter in text
    )
    return ems * SIZES[style] * (1.14 if style in BOLD else 1)
