"""“Was this page helpful?” at the end of a page: the question, or thanks for an answer."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from content import usage

ANSWERS = {"yes": True, "no": False}
THANKS = {
    "yes": "Thank you. We counted your yes.",
    "no": "Thank you. We counted your no.",
    "words": "Thank you. Editors read what you wrote.",
}
ASK = {"yes": "Say in a few words what helped", "no": "Say in a few words what was missing"}
TROUBLE = {
    "away": "We could not keep your answer just now. Wait a few minutes, then try again.",
    "busy": "Many answers came at once. Wait an hour, then try again.",
}


@dataclass(frozen=True)
class Helpful:
    """The page at `path` asks whether it helped, or has `thanks` for the answer and a way to say more.

    `trouble`: why an answer was not kept. `share`: what others said, once enough of them have.
    """

    path: str
    thanks: str
    words_label: str
    words_url: str
    trouble: str
    share: str


def helpful(path, counts_for, edition, said):
    """Return the Helpful of the page at `path`, whose answers count for an edition of the page `counts_for`.

    `said` is what was just answered, as the address has it; "" and anything unknown is nothing.
    """
    return Helpful(
        path=path,
        thanks=THANKS.get(said, ""),
        words_label=ASK.get(said, ""),
        words_url=f"{reverse('helpful_words')}?{urlencode({'page': path, 'said': said})}" if said in ASK else "",
        trouble=TROUBLE.get(said, ""),
        share=_share(usage.answers(counts_for, edition)),
    )


def _share(answers):
    return f"{answers[0]} of {answers[1]} people said that this page helped them." if answers else ""
