from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from msphysio import demo


class Command(BaseCommand):
    help = "Create one account for each editor's role, for a demonstration. An account that exists is left as it is."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Only a demonstration has these accounts: set DEMO=1, or use createsuperuser.")
        for account in demo.create_accounts():
            self.stdout.write(f"{account.username:<20} {account.password}")
        self.stdout.write(f"Passwords are kept in {demo.accounts_file()}.")
