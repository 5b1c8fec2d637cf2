"""Prove a guide in a file: print what was found, the verdicts and how long the walks are. CI runs it on our guides."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from referrals.engine.document import load
from referrals.engine.proof.findings import PROPERTIES
from referrals.engine.proof.prove import prove
from referrals.engine.proof.solver import DEFAULT_EFFORT


class Command(BaseCommand):
    help = "Prove a guide in a file. Fails when a property that stops publication fails or is undecided."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a guide in the interchange format")
        parser.add_argument("--effort", type=int, default=DEFAULT_EFFORT, help="the most steps of the solver")

    def handle(self, *args, file, effort, **options):
        proof = prove(self._guide(file), effort=effort)
        for finding in proof.findings:
            self._print_finding(finding)
        for code, verdict in proof.verdicts.items():
            self.stdout.write(f"{code:5} {verdict:10} {PROPERTIES[code].title}")
        for length in proof.lengths:
            self.stdout.write(f"{length.questions} questions: {length.who} {length.share}".rstrip())
        self.stdout.write(f"{proof.steps} steps, {proof.engine}")
        if not proof.ready:
            blocking = [code for code, item in PROPERTIES.items() if item.blocks and proof.verdicts[code] != "holds"]
            raise CommandError(f"{file.name} cannot be published: {', '.join(blocking)}.")

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
