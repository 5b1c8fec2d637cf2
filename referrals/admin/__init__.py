from . import questions, routes, rules, versions

__all__ = ["questions", "routes", "rules", "versions"]
