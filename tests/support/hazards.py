"""Holds a run of the tests to the hazard log: a control counts only while its tests pass."""

from pytest import Config

from msphysio import clinical_safety


def unshown(config: Config) -> list[str]:
    """Return a line for each test of the hazard log that this run should have passed and did not.

    In a run of chosen tests only those that were run count; in a run of everything a test that is absent counts too.
    """
    stats = config.pluginmanager.get_plugin("terminalreporter").stats
    passed, others = _names(stats.get("passed", [])), _names(sum((stats.get(name, []) for name in NOT_PASSED), []))
    open_ones = others if not _is_whole(config) else {test for one in _log() for test in one.tests} - (passed - others)
    return [
        f"{hazard.number} {hazard.title}: not shown by {test}"
        for hazard in _log()
        for test in hazard.tests
        if test in open_ones
    ]


NOT_PASSED = ("failed", "error", "skipped", "xfailed")


def _log():
    return clinical_safety.hazards()


def _names(reports):
    """`path::test` of reports, without class and parameters, as the log names tests."""
    ids = (report.nodeid.partition("[")[0].split("::") for report in reports)
    return {f"{parts[0]}::{parts[-1]}" for parts in ids}


def _is_whole(config):
    chosen = config.option.keyword or config.option.markexpr or getattr(config.option, "lf", False)
    return config.args_source is Config.ArgsSource.TESTPATHS and not chosen
