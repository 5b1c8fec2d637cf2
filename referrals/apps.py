from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = "The guide"

    def ready(self):
        from content import ageing
        from referrals import register

        ageing.register_citer(register.parts)
