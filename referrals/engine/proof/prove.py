"""Everything that is proven of a guide before it is published, for everybody who can answer it."""

from referrals.engine.proof import check_counting, check_pairs, check_reach, check_routes, check_safety, check_truth
from referrals.engine.proof.check_barriers import check_barriers
from referrals.engine.proof.check_export import check_export
from referrals.engine.proof.check_vignettes import check_covered, check_expected
from referrals.engine.proof.findings import PROPERTIES, Proof
from referrals.engine.proof.inquiry import Inquiry
from referrals.engine.proof.lengths import lengths
from referrals.engine.proof.people import PEOPLE
from referrals.engine.proof.solver import DEFAULT_EFFORT
from referrals.engine.proof.solver import ENGINE as SOLVER
from referrals.engine.proof.structure import check_structure

ENGINE = f"msphysio prover 3, {SOLVER}"
STRUCTURE = ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10")
CHECKS = {
    "P2": check_reach.check_questions,
    "P3": check_reach.check_rules,
    "P4": check_reach.check_signs,
    "P5": check_routes.check_a_route,
    "P5c": check_routes.check_last_resort,
    "P6": check_routes.check_first_step,
    "P7": check_safety.check_asked,
    "P8": check_safety.check_first_and_last,
    "P9": check_counting.check_answers,
    "P10": check_counting.check_neutral,
    "P11": check_truth.check_reasons,
    "P12": check_truth.check_quotes,
    "P13": check_pairs.check_exclusive,
    "P13w": check_pairs.check_withheld,
    "P14": check_truth.check_silence,
    "P15": check_counting.check_rows,
    "P16": check_expected,
    "P17": check_covered,
    "P18": check_export,
    "P19": check_barriers,
}


def prove(guide, *, effort=DEFAULT_EFFORT, progress=None, people=PEOPLE):
    """Return the Proof of a guide: a verdict on every property, findings for what fails or is undecided, lengths.

    `effort` bounds the steps of the solver (one for each question put to it, one for each conflict); what it does not
    reach is undecided, never wrong. Fewer simulated `people` leave more to the solver.
    `progress(done, total, title)` is called before each property and at the end. The same guide and effort give the
    same proof on every machine. Raises SoftwareFault when the prover and the engine disagree about somebody.
    """
    progress = progress or (lambda done, total, title: None)
    progress(0, len(CHECKS) + 1, "The structure of the guide")
    faults = check_structure(guide)
    if not provable(guide, faults):
        return _proof(faults, dict.fromkeys(("P1", *CHECKS), "undecided"))
    inquiry, findings = Inquiry(guide, effort, people), list(faults)
    for done, (code, check) in enumerate(CHECKS.items(), start=1):
        progress(done, len(CHECKS) + 1, PROPERTIES[code].title)
        findings += _once_undecided(check(inquiry))
    found = lengths(guide)
    progress(len(CHECKS) + 1, len(CHECKS) + 1, "Done")
    return _proof(findings, {}, found, inquiry.solver.steps)


def provable(guide, faults):
    """Whether everybody can walk the guide, so that there is something to prove.

    References must be whole (S2, S3, S6), questions shown by earlier ones (S1), and have answers to choose from.
    """
    walkable = not any(fault.property in ("S1", "S2") for fault in faults)
    whole = not any(fault.property in ("S3", "S6") and "[" in fault.subject for fault in faults)
    return walkable and whole and all(question.options or question.kind == "number" for question in guide.questions)


def _once_undecided(findings):
    """Keep one finding that says undecided, however much was left open."""
    told = False
    for finding in findings:
        if finding.verdict != "undecided" or not told:
            yield finding
        told = told or finding.verdict == "undecided"


def _proof(findings, verdicts, found=(), steps=0):
    failing = {finding.property for finding in findings if finding.verdict == "fails"}
    open_ = {finding.property for finding in findings if finding.verdict == "undecided"}
    decided = {code: "fails" if code in failing else "undecided" if code in open_ else "holds" for code in PROPERTIES}
    order = list(PROPERTIES)
    ordered = sorted(findings, key=lambda item: (not item.blocks, item.verdict != "fails", order.index(item.property)))
    longest = max((length.questions for length in found), default=0)
    return Proof({**decided, **verdicts}, tuple(ordered), tuple(found), longest, steps, ENGINE)
