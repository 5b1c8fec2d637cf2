from .article import Article
from .blocks import (
    BLOCKS,
    CareNotice,
    DoDont,
    ExerciseBlock,
    FaqBlock,
    Figure,
    ImageBlock,
    RecordingBlock,
    Section,
    Video,
)
from .desk import EditMark, Pause, ProblemReport, Recheck, Schedule, SearchMiss, SourceChange
from .directory import Known, Price, Service
from .exercise import Exercise
from .faq import Faq
from .feedback import ArticleRead, PageRemark, PageVote
from .file_part import FilePart
from .finder import Finder
from .glossary import Term
from .image import Image
from .people import Reviewer
from .place import Outcode, Place
from .policy import Policy
from .recording import Recording
from .review import ChangeKind, Kind, Release, Reviewable, ReviewEvent, Revision
from .search import SearchCount, SearchEntry, SearchStem, SearchSynonym, SearchWord
from .sources import Citation, Source
from .story import Story, StoryOffer
from .story_reply import StoryReply
from .topic import Topic

REVIEWABLES = (Article, Topic, Exercise, Faq, Term, Story, Service, Finder, Policy)

__all__ = [
    "BLOCKS",
    "REVIEWABLES",
    "Article",
    "ArticleRead",
    "CareNotice",
    "ChangeKind",
    "Citation",
    "DoDont",
    "EditMark",
    "Exercise",
    "ExerciseBlock",
    "Faq",
    "FaqBlock",
    "Figure",
    "FilePart",
    "Finder",
    "Image",
    "ImageBlock",
    "Kind",
    "Known",
    "Outcode",
    "PageRemark",
    "PageVote",
    "Pause",
    "Place",
    "Policy",
    "Price",
    "ProblemReport",
    "Recheck",
    "Recording",
    "RecordingBlock",
    "Release",
    "ReviewEvent",
    "Reviewable",
    "Reviewer",
    "Revision",
    "Schedule",
    "SearchCount",
    "SearchEntry",
    "SearchMiss",
    "SearchStem",
    "SearchSynonym",
    "SearchWord",
    "Section",
    "Service",
    "Source",
    "SourceChange",
    "Story",
    "StoryOffer",
    "StoryReply",
    "Term",
    "Topic",
    "Video",
]
