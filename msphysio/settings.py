"""One settings file, driven by the environment; production is the default.

Every variable is listed in the README's table; tests/test_configuration.py holds the two equal.
"""

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from msphysio import database, metrics, postgres
from msphysio.environment import BASE_DIR, env, var_dir

# --- how it runs -------------------------------------------------------------------------------------------------
DEMO = env.bool("DEMO", default=False)  # publishes founding content that no clinician has approved, and says so
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = var_dir()
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOG_FORMAT = env.str("LOG_FORMAT", default="plain" if DEMO or DEBUG else "json")
METRICS = env.bool("METRICS", default=False)  # count requests for `manage.py serve_metrics`
if METRICS:
    metrics.begin(VAR_DIR)

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY and (VAR_DIR / "secret-key").exists():
    SECRET_KEY = (VAR_DIR / "secret-key").read_text()
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text, or use `make run`, which makes one.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEMO or DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- who runs the site: lines that are unset are not shown -------------------------------------------------------
OPERATOR = {
    "name": env.str("OPERATOR_NAME", default=""),
    "contact_url": env.str("OPERATOR_CONTACT_URL", default=""),
    "reply_time": env.str("OPERATOR_REPLY_TIME", default=""),
    "privacy_url": env.str("OPERATOR_PRIVACY_URL", default=""),
}

# --- apps --------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "msphysio.apps.MsphysioConfig",  # after them: msphysio.admin takes their pages out of the admin
    "msphysio.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "content_editor",
    "django_prose_editor",
    "js_asset",
    "import_export",
    "crispy_forms",
    "csp",
    "content",
    "referrals",
]

MIDDLEWARE = [
    "msphysio.middleware.patient",  # first: whatever asks the database for a request has a limit
    "msphysio.request_log.numbered",
    "msphysio.kept_pages.KeptPages",  # all below is for pages that it has not, or may not keep
    "msphysio.middleware.roomy",
    "msphysio.headers.closed",
    "msphysio.headers.Policy",
    "django.middleware.security.SecurityMiddleware",
    "msphysio.static_files.StaticFiles",
    "django.middleware.gzip.GZipMiddleware",  # tokens are masked and lengths padded against guessing from sizes
    "msphysio.middleware.pages",
    "msphysio.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "msphysio.middleware.Accounts",
    "msphysio.middleware.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "msphysio.urls"
WSGI_APPLICATION = "msphysio.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "msphysio.context_processors.site",
            ],
            "builtins": ["content.templatetags.page", "content.templatetags.keeping"],
        },
    }
]
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True  # a spreadsheet runs what begins with “=”
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("forms",)
CRISPY_FAIL_SILENTLY = False

# --- database ----------------------------------------------------------------------------------------------------
_kept = {"CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=0), "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": database.configuration(env.str("DATABASE_URL", default="") or postgres.url(VAR_DIR)) | _kept}
READ_DATABASE = "default"  # which of them is asked for what readers see: releases, the guide, the search
if _read_url := env.str("DATABASE_READ_URL", default=""):
    READ_DATABASE = "readers"
    DATABASES["readers"] = database.configuration(_read_url, "DATABASE_READ_URL", database.READER) | _kept
# Requests of a process that may be in the database at once: when it falls silent, a thread is left for all else.
DATABASE_PLACES = max(1, env.int("WEB_THREADS", default=4) - 1)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
RELEASE_CHECK_SECONDS = 2  # how often a process asks whether something newer was published
RELEASE_BELL = VAR_DIR / "bell"  # a file whose time of change tells the processes of one machine at once
LOCAL_COPY = VAR_DIR / "local-copy"  # what readers may read, for a start without the database; None: nothing is kept
DOCUMENTS_HELD_MB = env.int("DOCUMENTS_HELD_MB", default=64)  # whole documents in the memory of each process
COUNTS_WRITTEN_EVERY = 10  # seconds; 0: only when flushed by hand

KEPT_PAGES_MEGABYTES = env.int("KEPT_PAGES_MEGABYTES", default=0 if DEBUG else 64)  # of each process

# --- language and time -------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

# --- static files ------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"  # copies of uploaded files that were read here: see content.storage
STORAGES = {
    "default": {"BACKEND": "content.storage.DatabaseStorage"},
    "staticfiles": {"BACKEND": "msphysio.static_files.HashedStorage"},
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")  # half the time, for no reader

# --- people who sign in ------------------------------------------------------------------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# What a reader's code costs who guesses it, of Argon2id: 46 MiB and two passes, twice what OWASP asks.
COST_OF_A_CODE = {"iterations": 2, "lanes": 1, "memory_cost": 46 * 1024}
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=not (DEMO or DEBUG))  # a code beside the password
if not (SECOND_FACTOR or DEMO or DEBUG):
    raise ImproperlyConfigured("SECOND_FACTOR=0 is for demonstrations and development: leave it unset in production.")
OTP_TOTP_ISSUER = "MS Physio"
# Failed sign-ins: msphysio.lock_out decides what they count for and what is kept.
AXES_HANDLER = "msphysio.lock_out.LeastHandler"
AXES_CLIENT_IP_CALLABLE = "msphysio.lock_out.address_of"
AXES_USERNAME_CALLABLE = "msphysio.lock_out.name_of"
AXES_FAILURE_LIMIT = "msphysio.lock_out.tries"
AXES_COOLOFF_TIME = "msphysio.lock_out.kept"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = [
    "axes.W002",  # its middleware would run for every reader; msphysio.admin_site does its work
    *("security.W005", "security.W021"),  # what HSTS says of other names and for good is the operator's to say
]

# --- security ----------------------------------------------------------------------------------------------------
HTTPS = env.bool("HTTPS", default=not (DEMO or DEBUG))  # the site is reached over https only
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31536000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
QUICK_EXIT = "https://www.bbc.co.uk/weather"  # where “Leave this site quickly” leads: what anybody may have open
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
CSRF_FAILURE_VIEW = "msphysio.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [NONE],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "require-trusted-types-for": ["'script'"],  # no script of ours turns text into HTML: the admin's do
        "trusted-types": [NONE],
    }
}

# --- logs: no answers, no addresses of readers --------------------------------------------------------------------
DEFAULT_EXCEPTION_REPORTER = "msphysio.error_reports.Report"  # what is mailed to ADMINS, where somebody sets them
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "msphysio.error_reports.Formatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "msphysio.request_log.JsonFormatter"},
    },
    "filters": {"rests": {"()": "msphysio.request_log.NoRest"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.request": {"filters": ["rests"]},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "axes": {"level": "ERROR"},  # its lines say nothing that a person can use
        "msphysio.requests": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
    },
}
