from . import facts, pairs, questions, routes, rules, versions, vignettes

__all__ = ["facts", "pairs", "questions", "routes", "rules", "versions", "vignettes"]
