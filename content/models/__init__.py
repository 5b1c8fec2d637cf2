from .article import Article
from .blocks import BLOCKS, CareNotice, DoDont, Exercise, Faq, Figure, Section, Video
from .finder import Finder
from .review import Kind, Release, Reviewable, ReviewEvent, Revision
from .sources import Citation, Source
from .topic import Topic

__all__ = [
    "BLOCKS",
    "Article",
    "CareNotice",
    "Citation",
    "DoDont",
    "Exercise",
    "Faq",
    "Figure",
    "Finder",
    "Kind",
    "Release",
    "ReviewEvent",
    "Reviewable",
    "Revision",
    "Section",
    "Source",
    "Topic",
    "Video",
]
