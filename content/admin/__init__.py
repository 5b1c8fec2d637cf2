from . import articles, finders, images, sources, topics

__all__ = ["articles", "finders", "images", "sources", "topics"]
