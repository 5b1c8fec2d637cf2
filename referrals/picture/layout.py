"""Where everything of the picture goes. Lengths are CSS pixels at full size; nothing overlaps, whatever the words.

Down the left run the questions, each with who is asked; to the right of each, the urgent signs that it decides; below,
the facts and the routes with their rules. A rule is not joined to its questions by lines, of which a hundred would
cross: it carries their numbers.
"""

from dataclasses import dataclass, field

from .lettering import height, wrap

WIDTH = 900  # what a desk's screen has beside the list of the admin
QUESTION_X, QUESTION_WIDTH = 50, 345
SIGN_X, SIGN_WIDTH = 440, 455
SPINE_X = QUESTION_X + 26
BUS_X, BYPASS_X = 417, 16
PAD, GAP = 16, 34
COLUMNS = ((5, 435), (460, 435))  # of facts and routes: x and width
MARGIN = COLUMNS[0][0]
BADGE = 13  # radius
HANG = 14  # of an item, from its dot
BESIDE = 4  # numbers in a row


@dataclass(frozen=True)
class Box:
    """A rounded rectangle. `tone` is what it stands for."""

    x: int
    y: int
    width: int
    height: int
    tone: str


@dataclass(frozen=True)
class Stroke:
    """A line, as the `d` of an SVG path. `tone` is "way" (with an arrow), "skip" or "sign"."""

    d: str
    tone: str


@dataclass(frozen=True)
class Badge:
    """The number of a question, at its centre."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Words:
    """One line of words, at the left end of its base line."""

    x: int
    y: int
    text: str
    style: str


@dataclass
class Picture:
    """Everything that is drawn, in the order of drawing: boxes, strokes, badges, words."""

    title: str
    description: str
    width: int = WIDTH
    height: int = 0
    boxes: list = field(default_factory=list)
    strokes: list = field(default_factory=list)
    badges: list = field(default_factory=list)
    words: list = field(default_factory=list)

    def write(self, text, x, y, width, style):
        """Write a paragraph whose first line begins below y, and return where it ends. An item hangs from a dot."""
        if style == "item":
            self.words.append(Words(x, y + height(style) * 3 // 4, "•", style))
            x, width = x + HANG, width - HANG
        for line in wrap(text, width, style):
            y += height(style)
            self.words.append(Words(x, y - height(style) // 4, line, style))
        return y


def draw(outline):
    """Return the Picture of an Outline."""
    picture = Picture(title=f"{outline.title}: the whole guide", description=outline.summary)
    y = picture.write(outline.title, MARGIN, 10, WIDTH, "title")
    y = picture.write(outline.summary, MARGIN, y, WIDTH, "plain") + GAP
    y = _questions(picture, outline.questions, y)
    y = _end(picture, y)
    if outline.facts:
        y = _section(picture, "Facts that rules use", outline.facts, _fact, y)
    picture.height = _section(picture, "Ways to physiotherapy, and the rules to them", outline.routes, _route, y)
    return picture


def _questions(picture, questions, y):
    for item in questions:
        bottom = _question(picture, item, y)
        below = max(bottom, _signs(picture, item.signs, y)) + GAP
        picture.strokes.append(Stroke(f"M{SPINE_X} {bottom}V{below - 2}", "way"))
        if item.asked_when:
            skip = f"M{SPINE_X} {y - 18}H{BYPASS_X}V{below - 18}H{SPINE_X}"
            picture.strokes.append(Stroke(skip, "skip"))
        y = below
    return y


def _question(picture, item, top):
    x, width = QUESTION_X + 52, QUESTION_WIDTH - 52 - PAD
    y = picture.write(item.label, x, top + 10, width, "head")
    y = picture.write(item.text, x, y, width, "plain")
    y = picture.write(item.kind, x, y + 4, width, "small")
    if item.asked_when:
        y = picture.write(f"Asked when: {item.asked_when}", x, y + 4, width, "when")
    picture.badges.append(Badge(SPINE_X, top + 26, str(item.number)))
    tone = "some" if item.asked_when else "all"
    picture.boxes.append(Box(QUESTION_X, top, QUESTION_WIDTH, y + PAD - top, tone))
    return y + PAD


def _signs(picture, groups, top):
    y = top
    for group in groups:
        line = y + 26
        reach = f"M{QUESTION_X + QUESTION_WIDTH} {top + 26}H{BUS_X}V{line}H{SIGN_X}"
        picture.strokes.append(Stroke(reach, "sign"))
        heading = f"{group.heading}. The questions stop." if group.stops else f"{group.heading}."
        end = picture.write(heading, SIGN_X + PAD, y + 10, SIGN_WIDTH - 2 * PAD, "head")
        for sign in group.signs:
            end = picture.write(sign.title, SIGN_X + PAD, end, SIGN_WIDTH - 2 * PAD, "item")
        picture.boxes.append(Box(SIGN_X, y, SIGN_WIDTH, end + PAD - y, f"level-{group.level}"))
        y = end + PAD + 12
    return y - 12 if groups else top


def _end(picture, top):
    text = "Result: the ways whose rules are true, less those left out. “Start here” comes first."
    y = picture.write(text, QUESTION_X + PAD, top + 8, QUESTION_WIDTH - 2 * PAD, "head")
    picture.boxes.append(Box(QUESTION_X, top, QUESTION_WIDTH, y + PAD - top, "end"))
    return y + PAD + GAP


def _section(picture, heading, items, draw_item, y):
    """Draw cards, each in the column that is shorter so far, and return where the longest column ends."""
    top = picture.write(heading, MARGIN, y, WIDTH, "title") + 14
    ends = [top, top]
    for item in items:
        column = ends.index(min(ends))
        x, width = COLUMNS[column]
        end = draw_item(picture, item, x + PAD, ends[column], width - 2 * PAD)
        picture.boxes.append(Box(x, ends[column], width, end + PAD - ends[column], "card"))
        ends[column] = end + PAD + 18
    return max(ends) + 12


def _fact(picture, item, x, y, width):
    y = picture.write(f"“{item.label}”", x, y + 10, width, "head")
    return _sentence(picture, item.when, x, y + 4, width)


def _route(picture, item, x, y, width):
    y = picture.write(item.title, x, y + 10, width, "head")
    for group in item.groups:
        y = picture.write(f"{group.heading}, when", x, y + 8, width, "not" if group.tone == "not" else "tier") + 2
        for rule in group.rules:
            y = _sentence(picture, rule, x, y + 4, width)
    for line in item.elsewhere:
        y = picture.write(line, x, y + 6, width, "small")
    return y


def _sentence(picture, sentence, x, y, width):
    """Write a condition, with the numbers of its questions on the right, and return where it ends."""
    step, rows = 2 * BADGE + 4, [sentence.reads[n : n + BESIDE] for n in range(0, len(sentence.reads), BESIDE)]
    room = len(rows[0]) * step + 8 if rows else 0
    end = max(picture.write(sentence.text, x, y, width - room, "item"), y + len(rows) * step - 2)
    for row, numbers in enumerate(rows):
        for place, number in enumerate(reversed(numbers)):
            centre = Badge(x + width - BADGE - place * step, y + BADGE + row * step, str(number))
            picture.badges.append(centre)
    return end
