"""Document -> rows."""

from django.db import transaction

from referrals.models import (
    Advice,
    Demand,
    ExclusivePair,
    Fact,
    LetterStandard,
    LetterWords,
    NationHelp,
    Option,
    Question,
    Route,
    RouteAvailability,
    RouteFact,
    Rule,
    UrgentSign,
    Vignette,
)

from .conditions import Names, create_conditions
from .fields import (
    ADVICE_WORDINGS,
    CONDITION_FIELDS,
    DEMAND_WORDINGS,
    LETTER_WORDINGS,
    OPTION_FIELDS,
    OPTION_WORDINGS,
    PACK_WORDINGS,
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
    create_conditions(
        [
            (kind, owners[kind][item["key"]], field, item[field])
            for kind, fields in CONDITION_FIELDS.items()
            for item in document[sources[kind]]
            for field in fields
        ],
        names,
    )
    _write_pairs_and_vignettes(version, document)
    _write_words(version, document)


def _pick(item, names):
    names = names.split() if isinstance(names, str) else names
    return {name: item[name] for name in names}


def _voices(item, names):
    found = {}
    for name in names:
        wording = item.get(name) or {"self": "", "carer": ""}
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
            barrier=option.get("barrier") or "",
            **{**_pick(option, OPTION_FIELDS), "neutral": option["neutral"] or Option.Neutral.NO},
            **_voices(option, OPTION_WORDINGS),
        )
        for n, option in enumerate(item["options"])
    )
    return question


def _write_routes(version, items):
    routes = {}
    for position, item in enumerate(items):
        next_step = item.get("next_step") or {"days": None}
        routes[item["key"]] = Route.objects.create(
            version=version,
            position=position,
            sources=item.get("sources", []),
            **_pick(item, "key tag"),
            letter_to=item["letter_to"] or "",
            article=item["article"] or "",
            next_step_days=next_step["days"],
            services=item.get("services", []),
            service_needs=item.get("service_needs", []),
            body_helps=item.get("body_helps", True),
            **_link(item),
            **_voices(item, (*ROUTE_WORDINGS, *PACK_WORDINGS)),
            **_voices({"next_step": next_step.get("text")}, ["next_step"]),
        )
        Demand.objects.bulk_create(
            Demand(route=routes[item["key"]], position=n, barrier=row["barrier"], **_voices(row, DEMAND_WORDINGS))
            for n, row in enumerate(item.get("demands", []))
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


def _link(item):
    link = item["link"] or {"label": "", "url": ""}
    return {"link_label": link["label"], "link_url": link["url"]}


def _nation(name):
    return "" if name == UNKNOWN else name


def _write_words(version, document):
    """Write who helps in each nation and the words of letters, which older documents lack."""
    NationHelp.objects.bulk_create(
        NationHelp(
            version=version,
            nation=_nation(name),
            **_pick(item, "body sources"),
            **_link(item),
            **_voices(item, ["text"]),
        )
        for name, item in document.get("nation_help", {}).items()
    )
    words = document.get("letter_words")
    if words:
        LetterWords.objects.create(version=version, sources=words["sources"], **_voices(words, LETTER_WORDINGS))
        LetterStandard.objects.bulk_create(
            LetterStandard(version=version, nation=_nation(name), **_voices({"text": text}, ["text"]))
            for name, text in words["standards"].items()
            if text
        )


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
            nation=_nation(nation),
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
