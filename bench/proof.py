"""How long it takes to prove a guide and to compare it with another version, and what enumeration would take.

    python -m bench.proof            the founding guide, and ten and forty times as much; about a minute

Each guide has a process of its own, so that memory is its own. Seconds are those of the processor, the middle of three
runs (of one for the largest). Enumeration is measured on some people and multiplied: it would take each respondent once
for the outcome, and once more for each answer, rule and row that might make no difference. Results: results/proof.json.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from math import log, log10, prod
from pathlib import Path
from random import Random

from bench.report import Target, conclude

ROOT = Path(__file__).resolve().parent.parent
FOUNDING = ROOT / "referrals" / "guides" / "ways-to-physiotherapy.json"
# name, questions, rules (None: the founding guide), the most seconds, the most megabytes, runs
GUIDES = {
    "founding": (None, None, 1, None, 3),
    "x10": (250, 500, 3, None, 3),
    "x40": (1000, 2000, 15, 512, 1),
}
SAMPLE = 20
SECONDS_A_YEAR = 365.25 * 24 * 3600


def main():
    results = {name: measured(name) for name in GUIDES}
    for name, found in results.items():
        limit, megabytes = GUIDES[name][2:4]
        say(name, found, limit, megabytes)
    growth(results)
    return conclude("proof", results, targets(results))


def targets(results):
    """What was promised of each guide."""
    return [
        Target(
            "1",
            f"proof and comparison of a guide of {found['questions']} questions",
            "under",
            GUIDES[name][2],
            round(found["prove_seconds"] + found["compare_seconds"], 2),
            "s",
        )
        for name, found in results.items()
    ]


def measured(name):
    """Return what a process of its own measures about one guide."""
    program = [sys.executable, "-m", "bench.proof", name]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def say(name, found, limit, megabytes):
    both = found["prove_seconds"] + found["compare_seconds"]
    within = both < limit and (megabytes is None or found["megabytes"] < megabytes)
    print(
        f"{name:9} {found['questions']:5} questions {found['rules']:5} rules:"
        f" prove {found['prove_seconds']:6.2f} s, compare {found['compare_seconds']:6.2f} s,"
        f" {found['megabytes']} MB, {found['steps']} steps;"
        f" budget {limit} s{f' and {megabytes} MB' if megabytes else ''}: {'kept' if within else 'NOT KEPT'}."
    )
    print(f"{'':9} By enumeration: 10^{found['respondents_log10']:.0f} people, 10^{found['years_log10']:.0f} years.")


def growth(results):
    """Print by which power of the size the time grows."""
    names = list(results)
    for one, other in zip(names[1:], names[2:], strict=False):
        size = results[other]["questions"] / results[one]["questions"]
        for part in ("prove_seconds", "compare_seconds"):
            times = results[other][part] / results[one][part]
            print(f"From {one} to {other}: {size:.0f} times the size, {part.split('_')[0]} {times:.1f} times the time.")
            print(f"{'':9} It grows with the size to the power of {log(times) / log(size):.1f}.")


def measure(name):
    """Measure one guide in this process."""
    from referrals.engine.proof.compare import compare
    from referrals.engine.proof.prove import prove

    questions, rules, _, _, runs = GUIDES[name]
    guide = guide_named(questions, rules)
    proof, prove_seconds = timed(lambda: prove(guide), runs)
    edited = another_version(guide)
    comparison, compare_seconds = timed(lambda: compare(guide, edited), runs)
    people, years = enumeration(guide)
    return {
        "questions": len(guide.questions),
        "rules": len(guide.rules),
        "prove_seconds": round(prove_seconds, 3),
        "compare_seconds": round(compare_seconds, 3),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "steps": proof.steps,
        "findings": len(proof.findings),
        "undecided": sum(verdict == "undecided" for verdict in proof.verdicts.values()),
        "longest": proof.longest,
        "groups": len(comparison.groups),
        "respondents_log10": round(people, 1),
        "years_log10": round(years, 1),
    }


def guide_named(questions, rules):
    from bench.synthetic_guides import synthetic_guide
    from referrals.engine.document import load

    return synthetic_guide(questions, rules) if questions else load(json.loads(FOUNDING.read_text()))


def another_version(guide):
    """The guide with three edits: a rule removed, another in another tier, a sign that waits."""
    last, moved = guide.rules[-1], guide.rules[len(guide.rules) // 2]
    rules = [replace(rule, tier=3) if rule is moved else rule for rule in guide.rules if rule is not last]
    sign = next(sign for sign in guide.urgent_signs if sign.level == "C")
    signs = [replace(item, level="D") if item is sign else item for item in guide.urgent_signs]
    return replace(guide, rules=tuple(rules), urgent_signs=tuple(signs))


def timed(work, runs):
    """Return what the work returns, and the middle of its seconds on the processor."""
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    return result, statistics.median(seconds)


def enumeration(guide):
    """Return, as powers of ten, the number of respondents and the years that walking them all would take."""
    from referrals.engine.outcome import outcome
    from referrals.engine.walk import walk
    from tests.engine.strategies import person

    chance = Random(1)
    sample = [person(chance, guide) for _ in range(SAMPLE)]
    _, seconds = timed(lambda: [outcome(guide, walk(guide, given)) for given in sample], 1)
    rows = sum(len(item.when.rows) for item in (*guide.rules, *guide.urgent_signs) if item.when)
    times = 1 + sum(len(question.options) or 1 for question in guide.questions) + len(guide.rules) + rows
    people = sum(log10(ways(question)) for question in guide.questions)
    return people, people + log10(times * seconds / SAMPLE / SECONDS_A_YEAR)


def ways(question):
    """Return in how many ways a question can be answered."""
    nothing = 0 if question.required else 1
    if question.kind == "number":
        return nothing + question.max - question.min + 1
    if question.kind == "single":
        return nothing + len(question.options)
    exclusive = sum(option.exclusive for option in question.options)
    return nothing + exclusive + prod([2] * (len(question.options) - exclusive)) - 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        sys.exit(main())
