"""Write the drawings to templates/figures, or check that what is there is what would be drawn."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from content.figures import drawings


class Command(BaseCommand):
    """`draw_figures` writes; `draw_figures --check` changes nothing and fails when a file is not what it draws."""

    help = "Draw templates/figures/*.svg from content/figures."
    requires_system_checks = []

    def add_arguments(self, parser):
        """Offer --check."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail if the files differ")

    def handle(self, *, check: bool, **options):
        """Write every figure, or compare."""
        folder = Path(settings.BASE_DIR) / "templates" / "figures"
        wanted = {folder / f"{name}.svg": text for name, text in drawings().items()}
        stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
        strays = sorted(set(folder.glob("*.svg")) - set(wanted))
        if check and (stale or strays):
            names = ", ".join(path.name for path in [*stale, *strays])
            raise CommandError(f"Not as drawn: {names}. Run `manage.py draw_figures`.")
        if not check:
            self._write({path: wanted[path] for path in stale}, strays)
        self.stdout.write(f"{len(wanted)} figures, {len(stale)} redrawn, {len(strays)} removed.")

    def _write(self, texts: dict[Path, str], strays: list[Path]):
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        for path in strays:
            path.unlink()
