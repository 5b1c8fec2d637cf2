"""The names that rows and the interchange document share."""

FORMAT = "msphysio-guide"
FORMAT_VERSION = 1
UNKNOWN = "unknown"  # the interchange name of "nation not known", an empty text in the database

QUESTION_WORDINGS = ("label", "text", "help", "why", "error")
QUESTION_FIELDS = ("key", "purpose", "role", "kind", "section", "required", "min", "max")
OPTION_WORDINGS = ("text", "hint", "say")
OPTION_FIELDS = ("key", "exclusive", "apart", "neutral", "topics")
ROUTE_WORDINGS = ("title", "text", "say")
PACK_WORDINGS = ("contact", "bring", "ask", "not_right", "cost", "gives", "fallback")
DEMAND_WORDINGS = ("reason", "way_round")
LETTER_WORDINGS = ("questions", "closing")
PLACES = ("england", "scotland", "wales", "northern_ireland", "unknown")
SIGN_WORDINGS = ("title", "say", "watch_for")
ADVICE_WORDINGS = ("act", "text")
CONDITION_FIELDS = {"question": ("shown_when",), "fact": ("when",), "rule": ("when", "asserts")}
CONDITION_FIELDS["sign"] = ("when", "may_skip_when")
