"""Rows -> document."""

from referrals.models import LetterWords

from .conditions import read_conditions
from .fields import (
    ADVICE_WORDINGS,
    CONDITION_FIELDS,
    DEMAND_WORDINGS,
    FORMAT,
    FORMAT_VERSION,
    LETTER_WORDINGS,
    OPTION_FIELDS,
    OPTION_WORDINGS,
    PACK_WORDINGS,
    PLACES,
    QUESTION_FIELDS,
    QUESTION_WORDINGS,
    ROUTE_WORDINGS,
    SIGN_WORDINGS,
    UNKNOWN,
)


def read(version):
    """Return the interchange document (plain dicts and lists) of a version's rows, in position order."""
    conditions = read_conditions(version)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "guide": version.guide.key,
        "title": version.guide.title,
        "language": "en-GB",
        "questions": [_read_question(q, conditions) for q in version.question_set.prefetch_related("options")],
        "facts": [
            {"key": fact.key, "label": fact.label, **_conditions_of("fact", fact, conditions)}
            for fact in version.fact_set.all()
        ],
        "routes": [
            _read_route(route)
            for route in version.route_set.prefetch_related("good_to_know", "demands", "availability__substitute")
        ],
        "rules": [_read_rule(rule, conditions) for rule in version.rule_set.select_related("route")],
        "urgent_signs": [_read_sign(sign, conditions) for sign in version.urgentsign_set.prefetch_related("advice")],
        "exclusive_pairs": [
            {"a": {"kind": p.a_kind, "key": p.a_key}, "b": {"kind": p.b_kind, "key": p.b_key}, "why": p.why}
            for p in version.exclusive_pairs.all()
        ],
        "vignettes": [_fields(v, "key title story source answers expected") for v in version.vignette_set.all()],
        "nation_help": {
            row.nation or UNKNOWN: {**_fields(row, "body sources"), **_wordings(row, ["text"]), "link": _link(row)}
            for row in version.nationhelp_set.all()
        },
        "letter_words": _read_letter_words(version),
    }


def _fields(row, names):
    names = names.split() if isinstance(names, str) else names
    return {name: getattr(row, name) for name in names}


def _wordings(row, names):
    """`{name: {self, carer}}`, with null for a wording that is empty in both voices."""
    found = {}
    for name in names:
        you, carer = getattr(row, f"{name}_self"), getattr(row, f"{name}_carer")
        found[name] = {"self": you, "carer": carer} if you or carer else None
    return found


def _conditions_of(kind, row, conditions):
    return {field: conditions.get((kind, row.pk, field)) for field in CONDITION_FIELDS[kind]}


def _read_question(question, conditions):
    return {
        **_fields(question, QUESTION_FIELDS),
        **_wordings(question, QUESTION_WORDINGS),
        "unit": question.unit or None,
        **_conditions_of("question", question, conditions),
        "options": [
            {
                **_fields(option, OPTION_FIELDS),
                **_wordings(option, OPTION_WORDINGS),
                "nation": option.nation or None,
                "voice": option.voice or None,
                "barrier": option.barrier or None,
            }
            for option in question.options.all()
        ],
    }


def _read_route(route):
    return {
        **_fields(route, "key tag sources services service_needs body_helps"),
        "letter_to": route.letter_to or None,
        "article": route.article or None,
        "link": _link(route),
        **_wordings(route, (*ROUTE_WORDINGS, *PACK_WORDINGS)),
        "next_step": _read_next_step(route),
        "demands": [{"barrier": row.barrier, **_wordings(row, DEMAND_WORDINGS)} for row in route.demands.all()],
        "good_to_know": [{"icon": fact.icon, **_wordings(fact, ["text"])} for fact in route.good_to_know.all()],
        "availability": {
            place.nation: {
                "offered": place.offered,
                "note": place.note or None,
                "substitute": place.substitute.key if place.substitute else None,
            }
            for place in route.availability.all()
        },
    }


def _link(row):
    return {"label": row.link_label, "url": row.link_url} if row.link_url else None


def _read_next_step(route):
    if route.next_step_days is None:
        return None
    return {"days": route.next_step_days, "text": _wordings(route, ["next_step"])["next_step"]}


def _read_letter_words(version):
    """The words of letters of a version, or null where nobody has written any."""
    words = LetterWords.objects.filter(version=version).first()
    standards = {row.nation or UNKNOWN: _wordings(row, ["text"])["text"] for row in version.letterstandard_set.all()}
    if words is None and not standards:
        return None
    words = words or LetterWords(version=version)
    return {
        "standards": {place: standards.get(place) for place in PLACES},
        **_wordings(words, LETTER_WORDINGS),
        "sources": words.sources,
    }


def _read_rule(rule, conditions):
    return {
        **_fields(rule, "key effect tier catch_all sources"),
        "route": rule.route.key,
        **_wordings(rule, ["reason"]),
        **_conditions_of("rule", rule, conditions),
    }


def _read_sign(sign, conditions):
    return {
        **_fields(sign, "key level stops sources"),
        **_wordings(sign, SIGN_WORDINGS),
        **_conditions_of("sign", sign, conditions),
        "advice": {
            advice.nation or UNKNOWN: {**_wordings(advice, ADVICE_WORDINGS), "phone": advice.phone or None}
            for advice in sign.advice.all()
        },
    }
