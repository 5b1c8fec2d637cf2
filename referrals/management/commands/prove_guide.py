"""Prove guides in files: print what was found, the verdicts and how long the walks are. CI runs it on our guides."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from referrals.engine.document import load
from referrals.engine.proof.findings import PROPERTIES
from referrals.engine.proof.prove import prove
from referrals.engine.proof.solver import DEFAULT_EFFORT


class Command(BaseCommand):
    help = "Prove guides in files. Fails when a property that stops publication fails or is undecided."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, help="guides in the interchange format")
        parser.add_argument("--effort", type=int, default=DEFAULT_EFFORT, help="the most steps of the solver")

    def handle(self, *args, files, effort, **options):
        faults = [fault for file in files if (fault := self._fault(file, effort))]
        if faults:
            raise CommandError("\n".join(faults))

    def _fault(self, file, effort):
        """Print the proof of one guide; return why it cannot be published, or nothing."""
        self.stdout.write(f"{file.name}:")
        proof = prove(self._guide(file), effort=effort)
        for finding in proof.findings:
            self._print_finding(finding)
        for code, verdict in proof.verdicts.items():
            self.stdout.write(f"{code:5} {verdict:10} {PROPERTIES[code].title}")
        for length in proof.lengths:
            self.stdout.write(f"{length.questions} questions: {length.who} {length.share}".rstrip())
        self.stdout.write(f"{proof.steps} steps, {proof.engine}")
        blocking = [code for code, item in PROPERTIES.items() if item.blocks and proof.verdicts[code] != "holds"]
        return f"{file.name} cannot be published: {', '.join(blocking)}." if blocking else ""

    def _guide(self, file):
        try:
            return load(json.loads(file.read_text()))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(f"{file.name} is not a guide: {error}") from error

    def _print_finding(self, finding):
        self.stdout.write(f"{finding.property} {finding.verdict}: {finding.sentence}")
        self.stdout.write(f"      at {finding.subject}")
        if finding.mend:
            self.stdout.write(f"      mend {', '.join(finding.mend)}")
        for key, answer in finding.example.answers.items() if finding.example else ():
            given = ", ".join(answer) if isinstance(answer, tuple) else "left empty" if answer is None else answer
            self.stdout.write(f"      {key}: {given if key in finding.example.matters else f'any answer ({given})'}")
