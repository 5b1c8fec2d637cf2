"""What spreadsheets save as CSV: in which letters, with which sign between cells. Pure; about bytes and text alone."""

import csv
import io

LETTERS = ("utf-8-sig", "cp1252")  # cp1252: what Windows saves when it is not told otherwise
SIGNS = ",;\t"
NO_ROWS = "There is nothing in this file below the names of the columns. Export first, and change that file."
UNREADABLE = "This is not a CSV file that we can read. Save it as CSV (UTF-8), then try again."


def canonical(raw):
    """Return the bytes of a CSV file as UTF-8 with commas, without rows that are empty.

    Raises ValueError, in words for whoever chose the file.
    """
    rows = _rows(_text(raw))
    if len(rows) < 2:
        raise ValueError(NO_ROWS)
    width = len(rows[0])
    for number, row in enumerate(rows, 1):
        if len(row) != width:
            raise ValueError(f"Line {number} has {len(row)} cells, the first line has {width}. Mend it, then go on.")
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue().encode()


def _text(raw):
    if b"\0" in raw:  # UTF-16, or no text at all
        raise ValueError(UNREADABLE)
    for letters in LETTERS:
        try:
            return raw.decode(letters)
        except UnicodeDecodeError:
            continue
    raise ValueError(UNREADABLE)


def _rows(text):
    head, _, rest = text.partition("\n")
    if head.lower().startswith("sep="):  # a note that spreadsheets leave for each other
        text, head = rest, rest.partition("\n")[0]
    sign = max(SIGNS, key=head.count)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error as error:
        raise ValueError(UNREADABLE) from error
    return [row for row in found if any(cell.strip() for cell in row)]
