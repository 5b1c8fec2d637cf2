"""Document -> rows."""

from django.db import transaction

from referrals.models import (
    Advice,
    ExclusivePair,
    Fact,
    Option,
    Question,
    Route,
    RouteAvailability,
    RouteFact,
    Rule,
    UrgentSign,
    Vignette,
)

from .conditions import Names, create_condition
from .fields import (
    ADVICE_WORDINGS,
    CONDITION_FIELDS,
    OPTION_FIELDS,
    OPTION_WORDINGS,
    QUESTION_FIELDS,
    QUESTION_WORDINGS,
    ROUTE_WORDINGS,
    SIGN_WORDINGS,
    UNKNOWN,
)


@transaction.atomic
def write(version, document):
    """Create the rows of an empty draft from a document that referrals.engine.document.load has accepted."""
    questions = {item["key"]: _write_question(version, n, item) for n, item in enumerate(document["questions"])}
    options = {
        (question.key, option.key): option for question in questions.values() for option in question.options.all()
    }
    facts = {
        item["key"]: Fact.objects.create(version=version, position=n, key=item["key"], label=item["label"])
        for n, item in enumerate(document["facts"])
    }
    routes = _write_routes(version, document["routes"])
    rules = {
        item["key"]: Rule.objects.create(
            version=version,
            position=n,
            route=routes[item["route"]],
            sources=item.get("sources", []),
            **_pick(item, "key effect tier catch_all"),
            **_voices(item, ["reason"]),
        )
        for n, item in enumerate(document["rules"])
    }
    signs = {item["key"]: _write_sign(version, n, item) for n, item in enumerate(document["urgent_signs"])}
    names = Names(questions=questions, facts=facts, options=options)
    owners = {"question": questions, "fact": facts, "rule": rules, "sign": signs}
    sources = {"question": "questions", "fact": "facts", "rule": "rules", "sign": "urgent_signs"}
    for kind, fields in CONDITION_FIELDS.items():
        for item in document[sources[kind]]:
            for field in fields:
                create_condition(kind, owners[kind][item["key"]], field, item[field], names)
    _write_pairs_and_vignettes(version, document)


def _pick(item, names):
    names = names.split() if isinstance(names, str) else names
    return {name: item[name] for name in names}


def _voices(item, names):
    found = {}
    for name in names:
        wording = item[name] or {"self": "", "carer": ""}
        found[f"{name}_self"], found[f"{name}_carer"] = wording["self"], wording["carer"]
    return found


def _write_question(version, position, item):
    question = Question.objects.create(
        version=version,
        position=position,
        unit=item["unit"] or "",
        **_pick(item, QUESTION_FIELDS),
        **_voices(item, QUESTION_WORDINGS),
    )
    Option.objects.bulk_create(
        Option(
            question=question,
            position=n,
            nation=option["nation"] or "",
            voice=option["voice"] or "",
            **{**_pick(option, OPTION_FIELDS), "neutral": option["neutral"] or Option.Neutral.NO},
            **_voices(option, OPTION_WORDINGS),
        )
        for n, option in enumerate(item["options"])
    )
    return question


def _write_routes(version, items):
    routes = {}
    for position, item in enumerate(items):
        link = item["link"] or {"label": "", "url": ""}
        routes[item["key"]] = Route.objects.create(
            version=version,
            position=position,
            sources=item.get("sources", []),
            **_pick(item, "key tag"),
            letter_to=item["letter_to"] or "",
            article=item["article"] or "",
            link_label=link["label"],
            link_url=link["url"],
            **_voices(item, ROUTE_WORDINGS),
        )
        RouteFact.objects.bulk_create(
            RouteFact(route=routes[item["key"]], position=n, icon=fact["icon"], **_voices(fact, ["text"]))
            for n, fact in enumerate(item["good_to_know"])
        )
    RouteAvailability.objects.bulk_create(
        RouteAvailability(
            route=routes[item["key"]],
            nation=nation,
            offered=place["offered"],
            note=place["note"] or "",
            substitute=routes[place["substitute"]] if place["substitute"] else None,
        )
        for item in items
        for nation, place in item["availability"].items()
    )
    return routes


def _write_sign(version, position, item):
    sign = UrgentSign.objects.create(
        version=version,
        position=position,
        sources=item.get("sources", []),
        **_pick(item, "key level stops"),
        **_voices(item, SIGN_WORDINGS),
    )
    Advice.objects.bulk_create(
        Advice(
            sign=sign,
            nation="" if nation == UNKNOWN else nation,
            phone=advice["phone"] or "",
            **_voices(advice, ADVICE_WORDINGS),
        )
        for nation, advice in item["advice"].items()
    )
    return sign


def _write_pairs_and_vignettes(version, document):
    ExclusivePair.objects.bulk_create(
        ExclusivePair(
            version=version,
            position=n,
            a_kind=pair["a"]["kind"],
            a_key=pair["a"]["key"],
            b_kind=pair["b"]["kind"],
            b_key=pair["b"]["key"],
            why=pair["why"],
        )
        for n, pair in enumerate(document["exclusive_pairs"])
    )
    Vignette.objects.bulk_create(
        Vignette(version=version, position=n, **_pick(item, "key title story source answers expected"))
        for n, item in enumerate(document["vignettes"])
    )
