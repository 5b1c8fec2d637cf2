from . import articles, finders, sources, topics

__all__ = ["articles", "finders", "sources", "topics"]
