"""All settings, from the environment; safe for production unless DEBUG or the demo loosens something by name.

The table of variables is in the README. Files the hub writes live under HUB_DATA.
"""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")


# What kind of run is this?

DEBUG = env.bool("DEBUG", default=False)
HUB_DATA = Path(env.str("HUB_DATA", default=str(BASE_DIR / "data"))).resolve()
EMAIL_URL = env.str("EMAIL_URL", default="")
# `manage.py demo` hands its own process id to itself and its workers; a value from anywhere else is refused.
HUB_DEMO = env.int("HUB_DEMO", default=0)
if HUB_DEMO and HUB_DEMO not in (os.getpid(), os.getppid()):
    raise ImproperlyConfigured(
        "HUB_DEMO is set, but the demo command did not set it. The demo lets anybody sign in as staff, "
        "so it only runs by `make demo`. Remove HUB_DEMO from the environment."
    )
if HUB_DEMO and EMAIL_URL:
    raise ImproperlyConfigured(
        "The demo lets anybody sign in as staff, so it never runs with a real mail server. "
        "Remove EMAIL_URL from the environment, or do not run the demo."
    )


def secret_key() -> str:
    """The key from SECRET_KEY; DEBUG and the demo make one that lasts as long as the process tree."""
    key = env.str("SECRET_KEY", default="")
    if key:
        return key
    if DEBUG:
        return "only-for-debug-never-for-people"
    raise ImproperlyConfigured(
        "SECRET_KEY is missing. The hub needs one long random value to protect sessions. Make one with: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))' and put it in the environment "
        "or in a file named .env as SECRET_KEY=..."
    )


SECRET_KEY = secret_key()
# What seals needs, contact details and notes in the database: the first seals, all of them open (`manage.py reseal`).
DATA_KEYS = env.list("DATA_KEYS", default=[]) or [SECRET_KEY]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
if HUB_DEMO:
    ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])


# The house

INSTALLED_APPS = [
    "halton_coprod.easyread",
    "halton_coprod.record",
    "members",
    "charter",
    "workshops",
    "stories",
    "halton_coprod",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "halton_coprod.pagecache.PageCacheMiddleware",
    "halton_coprod.easyread.mode.ReadingModeMiddleware",
    "halton_coprod.easyread.mode.LanguageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "halton_coprod.easyread.mode.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.reading.CarryReadingMiddleware",
    "halton_coprod.easyread.typed.SwitchKeepsTypedMiddleware",
    "halton_coprod.easyread.typed.KeepTypedLoginRequiredMiddleware",
    "members.access.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "halton_coprod.views.errors.NotAllowedPageMiddleware",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ROOT_URLCONF = "halton_coprod.urls"
WSGI_APPLICATION = "halton_coprod.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["hub"]
CRISPY_TEMPLATE_PACK = "hub"
CRISPY_FAIL_SILENTLY = False

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
                "halton_coprod.easyread.mode.reading",
                "halton_coprod.views.hub",
            ],
        },
    },
]


# Data

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{HUB_DATA}/hub.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue at BEGIN and wait; readers never wait (WAL).
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What is deleted is written over, as Debian builds SQLite anyway: nobody who was erased lies on in the file.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling a question takes longer than asking it: no page asks anything that takes seconds.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes: rate limits, the page stamp.
CACHE_URL = env.str("CACHE_URL", default="")
CACHES = {
    "default": env.cache_url("CACHE_URL")
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": HUB_DATA / "cache"},
    # Drawn pieces of pages, kept in each process (see base.html). They depend on nothing that a deed can change.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pieces",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

# Uploaded pictures: a folder, or an S3-compatible bucket when MEDIA_BUCKET is set.
MEDIA_ROOT = HUB_DATA / "media"
MEDIA_URL = "/pictures/"
# The deed that keeps a picture which an editor of easy read was handed.
PICTURE_KEEPER = "halton_coprod.services.keep_picture"
MEDIA_BUCKET = env.str("MEDIA_BUCKET", default="")
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": MEDIA_BUCKET,
            "endpoint_url": env.str("MEDIA_ENDPOINT", default=None),
            "region_name": env.str("MEDIA_REGION", default=None),
            "default_acl": "private",
        },
    }
    if MEDIA_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Who sends the files of stories, once the hub has asked who may have them: the hub, the web server, or the bucket.
MEDIA_HANDOFF = env.str("MEDIA_HANDOFF", default="")
MEDIA_HANDOFF_FROM = env.str("MEDIA_HANDOFF_FROM", default="/kept-files/")
if MEDIA_HANDOFF not in ("", *(("presigned",) if MEDIA_BUCKET else ("x-accel-redirect", "x-sendfile"))):
    raise ImproperlyConfigured(
        "MEDIA_HANDOFF says who sends the files of stories. With MEDIA_BUCKET it may be presigned; without it, "
        "x-accel-redirect (nginx) or x-sendfile (Apache, lighttpd). Leave it out, and the hub sends them itself."
    )
MEDIA_ORIGIN = env.str("MEDIA_ENDPOINT", default="") if MEDIA_HANDOFF == "presigned" else ""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(HUB_DATA / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "halton_coprod.easyread.pictures.PictureFinder",
    "halton_coprod.easyread.fonts.FontFinder",
]
WHITENOISE_MAX_AGE = 3600
# Pages name files by what is in them; under their bare names nobody asks for them, and each worker would know both.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True


# Words: easy read is a language (README, Decisions)

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("Standard version")), ("en-simple", _("Easy read"))]
LOCALE_PATHS = [BASE_DIR / "halton_coprod" / "easyread" / "locale"]
FORMAT_MODULE_PATH = ["halton_coprod.easyread.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"


# Who: sign-in by a code in an email, no passwords; staff add a second step

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
ACCOUNT_ADAPTER = "members.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
# Opening a mailbox can take somebody a long time: the email promises half an hour, the second code asked for late too.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 3600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# The same page whether we know an address or not; an unknown one gets an email that says so.
ACCOUNT_PREVENT_ENUMERATION = True
# The code that signs somebody in has just proved the address.
ACCOUNT_EMAIL_VERIFICATION = "none"
# Three codes of five tries in five minutes: guessing takes most of a year, and the mailbox tells.
# A group may share one address.
ACCOUNT_RATE_LIMITS = {"request_login_code": "30/m/ip,3/5m/key"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "request_login_code": "members.forms.EmailForm",
    "confirm_login_code": "members.forms.CodeForm",
}
MFA_ADAPTER = "members.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Halton hub"
# The code that the app showed half a minute ago still counts: nobody has to type in a hurry.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "members.forms.SecondStepForm",
    "reauthenticate": "members.forms.SecondStepAgainForm",
    "activate_totp": "members.forms.SetUpAppForm",
    "add_webauthn": "members.forms.SetUpPasskeyForm",
    "edit_webauthn": "members.forms.RenamePasskeyForm",
}

# A sign-in lasts two weeks, so that nobody is thrown out in the middle of writing.
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_SERIALIZER = "members.sessions.SealedSerializer"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "halton_coprod.views.csrf_failure"


# On the wire. DEBUG and the demo speak plain http on this machine only.

PLAIN_HTTP = DEBUG or bool(HUB_DEMO)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not PLAIN_HTTP)
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not PLAIN_HTTP
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = READING_COOKIE_SECURE = not PLAIN_HTTP
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1


# Letters and numbers people can reach us by; the example values are labelled where they show

if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
    if EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":  # noqa: F821 -- the line above sets it
        EMAIL_BACKEND = "members.mailing.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HUB_DATA / "mail"
# No server may hold up the messages behind this one for longer, in seconds for each word to it and back.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)
# Who sends text messages: empty means a person does (members/texts.py says what else there is).
TEXT_BACKEND = env.str("TEXT_BACKEND", default="")
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")
NOTIFY_TEMPLATE = env.str("NOTIFY_TEMPLATE", default="")
NOTIFY_URL = env.str("NOTIFY_URL", default="")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("FROM_EMAIL", default="Halton co-production hub <hub@example.org>")
HUB_NAME = env.str("HUB_NAME", default="Halton co-production hub")
HELP = {
    "phone": env.str("HELP_PHONE", default="01632 960 123"),
    "email": env.str("HELP_EMAIL", default="help@example.org"),
    "address": env.str("HELP_ADDRESS", default="Co-production team, 1 Example Street, Widnes, WA8 0XX"),
    "hours": env.str("HELP_HOURS", default="Monday to Friday, 9am to 5pm"),
}

# Whom to phone when an adult may be at risk: said where a worry is written down. In danger it is 999.
SAFEGUARDING = {
    "phone": env.str("SAFEGUARDING_PHONE", default="01632 960 911"),
    "hours": env.str("SAFEGUARDING_HOURS", default="day and night"),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
