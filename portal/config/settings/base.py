"""Settings of every installation. The first block can be changed by environment variables."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from portal.config.file_storage import backend_of

ROOT = Path(__file__).resolve().parents[3]
VAR = ROOT / "var"

env = environ.Env()
environ.Env.read_env(env.str("ENV_FILE", default=str(ROOT / ".env")))

# --- what an installation sets ------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", default="")
# Keys that seal informants' identities, newest first; the older ones still open (rotation).
SEAL_KEYS = env.list("SEAL_KEYS", default=[])
# Key of the audit's digests: text and personal data enter the audit only through it.
AUDIT_KEY = env.str("AUDIT_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'binh-yen.sqlite3'}")}
# Without Redis there are no workers: a thread of the web server drains the jobs.
REDIS_URL = env.str("REDIS_URL", default="")
JOBS_RUNNER = "celery" if REDIS_URL else "thread"
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", default=30)
# Working hours of the service norms (domain: everyday reports are answered within 8 working hours).
WORKING_HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30)))
# The screen locks after this long without use (domain: 15 minutes, 5 for administrators).
IDLE_LOCK_SECONDS = env.int("IDLE_LOCK_SECONDS", default=15 * 60)
IDLE_LOCK_ADMINISTRATOR_SECONDS = env.int("IDLE_LOCK_ADMINISTRATOR_SECONDS", default=5 * 60)
# Wrong passwords or codes for one name: from one address, and from all addresses together, until it must wait.
SIGN_IN_FAILURES = env.int("SIGN_IN_FAILURES", default=5)
SIGN_IN_FAILURES_ANYWHERE = env.int("SIGN_IN_FAILURES_ANYWHERE", default=25)
SIGN_IN_WAIT_MINUTES = env.int("SIGN_IN_WAIT_MINUTES", default=15)
# Texts of one person on one tip that were refused for naming the sealed informant, until further ones must wait.
INFORMANT_MATCHES = env.int("INFORMANT_MATCHES", default=5)
INFORMANT_WAIT_MINUTES = env.int("INFORMANT_WAIT_MINUTES", default=15)
# An account that nobody used for so long is closed until an administrator opens it again; 0: never.
UNUSED_DAYS = env.int("UNUSED_DAYS", default=45)
# A percent over several communes is printed only where at least so many percent of them have stated their total.
RATIO_UNITS_PERCENT = env.int("RATIO_UNITS_PERCENT", default=80)
# From how many cases on a change is given in percent; below, only in cases.
CHANGE_PERCENT_FROM = env.int("CHANGE_PERCENT_FROM", default=20)
# A post waits to be passed on into a group for so many days after it was added.
RELAY_DAYS = env.int("RELAY_DAYS", default=30)
# Where uploaded files are kept: empty for var/files, file:///srv/files, or s3://KEY:SECRET@host/bucket (docs/cai-dat.md).
FILES_URL = env.str("FILES_URL", default="")
# The largest file that is taken, in megabytes, and the kinds that papers may have (portal.core.files.kinds).
FILE_MEGABYTES = env.int("FILE_MEGABYTES", default=20)
PAPER_KINDS = env.list("PAPER_KINDS", default=["pdf", "docx", "jpeg", "png"])
# Where e-mail goes out: smtp+tls://name:password@host:587. Without it none is sent, and no page offers any.
EMAIL_URL = env.str("EMAIL_URL", default="")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="binh-yen@localhost")
# The portal's own address, for links in e-mails: https://binhyen.example.vn
PORTAL_URL = env.str("PORTAL_URL", default="")
# E-mails that are not urgent wait for the morning (Việt Nam's time); "00:00-00:00": they never do.
QUIET_HOURS = tuple(time.fromisoformat(at) for at in env.str("QUIET_HOURS", default="21:00-06:30").split("-"))
# Notices of one person within so many minutes go in one e-mail.
NOTICE_WINDOW_MINUTES = env.int("NOTICE_WINDOW_MINUTES", default=10)
# Remind of reports due; off while an installation is being filled in.
REPORT_REMINDERS = env.bool("REPORT_REMINDERS", default=True)
# The same for papers to answer, for what inspections found that is to be mended, and for tasks of plans.
TASK_REMINDERS = env.bool("TASK_REMINDERS", default=True)
# Remind of difficulties that wait for an answer; how many working days an answer may take (a service norm, not a law).
DIFFICULTY_REMINDERS = env.bool("DIFFICULTY_REMINDERS", default=True)
DIFFICULTY_WORKING_DAYS = env.int("DIFFICULTY_WORKING_DAYS", default=10)
# A notice is removed after so many days; 0: never.
NOTICE_DAYS_KEPT = env.int("NOTICE_DAYS_KEPT", default=180)
# How many proxies are in front: that many addresses at the end of X-Forwarded-For are believed.
PROXIES = env.int("PROXIES", default=0)

# --- the project --------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_tables2",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "portal.core",
    "portal.core.notices",
    "portal.units",
    "portal.bodies",
    "portal.accounts",
    "portal.signin",
    "portal.notice_pages",
    "portal.oversight",
    "portal.steering",
    "groups",
    "tips",
    "propaganda",
    "reports",
    "portal.dashboards",
    "portal.unit_pages",
    "portal.global_search",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.core.middleware.RejectUnexpectedRequests",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.core.failures.RetryOnLostConnection",
    "portal.signin.middleware.InterruptedSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.signin.middleware.SessionUser",
    "portal.signin.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.accounts.middleware.ActorMiddleware",
    "portal.signin.cards.middleware.BoundPhoneMiddleware",
    "axes.middleware.AxesMiddleware",
    "portal.signin.middleware.IdleLockMiddleware",
    "portal.core.middleware.MethodNotAllowedPage",
]

ROOT_URLCONF = "portal.config.urls"
WSGI_APPLICATION = "portal.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "portal.accounts.page_frame.frame",
            ],
        },
    }
]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # SQLite ignores row locks: every transaction takes the write lock at its start.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A session that died within a transaction would hold up the sealing of the audit for ever.
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options["options"] = (
        _options.get("options", "") + " -c idle_in_transaction_session_timeout=5min"
    ).strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
# Nobody waits for a Redis that is away: the job row is written, and beat finds it.
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The safety net: were every wake-up lost, a job waits at most this long.
CELERY_BEAT_SCHEDULE = {
    "drain-jobs": {"task": "portal.core.tasks.drain_jobs", "schedule": 20.0},
    # What is done again and again (sealing the audit) is queued anew by this; on one machine the thread of the web server does so (POLL_SECONDS in core/jobs.py).
    "requeue-recurring": {"task": "portal.core.tasks.requeue_recurring", "schedule": 60.0},
}

# --- e-mail -------------------------------------------------------------------------------------
NOTICES_BY_MAIL = bool(EMAIL_URL)
globals().update(env.email_url_config(EMAIL_URL or "dummymail://"))
# In seconds, for each step of sending. A try of several steps ends before the next one may begin
# (portal.core.notices.rules).
EMAIL_TIMEOUT = 10

# --- people -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "signin:sign-in"
LOGIN_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["portal.signin.backends.PasswordBackend"]
# Names and addresses that fail too often wait (portal.signin.lockout). Names are kept as digests, for people
# type their password into the wrong box; of what was posted only the fields' names are kept.
AXES_HANDLER = "portal.signin.lockout.Handler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username"]
AXES_FAILURE_LIMIT = SIGN_IN_FAILURES
AXES_COOLOFF_TIME = timedelta(minutes=SIGN_IN_WAIT_MINUTES)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_USERNAME_CALLABLE = "portal.signin.lockout.name_of"
AXES_CLIENT_IP_CALLABLE = "portal.signin.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "portal.signin.lockout.page"
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "user_agent",
    "code",
    "unlock",
    "pin",
    "next",
    "csrfmiddlewaretoken",
]
OTP_TOTP_ISSUER = "Bình Yên"
# Wrong codes are counted with wrong passwords, so the devices need no brake of their own.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0
SESSION_ENGINE = "portal.signin.session_store"
# As long as drafts are kept; a screen that nobody uses locks long before (IDLE_LOCK_SECONDS).
SESSION_COOKIE_AGE = 7 * 24 * 60 * 60
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# The least number of characters of a password, and of one beside which a code is asked (domain: NĐ 331/2026).
PASSWORD_LENGTH, PASSWORD_LENGTH_WITH_CODE = 14, 8
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "portal.signin.passwords.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["portal.config.formats"]
USE_THOUSAND_SEPARATOR = True

# --- static files -------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR / "staticfiles"
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "files": backend_of(FILES_URL, VAR / "files"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- safety -------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
CSRF_FAILURE_VIEW = "portal.signin.stale_forms.refused"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# With its files: the largest one and what a form sends beside it. The forms say what is wrong with a file that is too
# large for them; beyond this nothing is read.
REQUEST_MAX_BYTES = (FILE_MEGABYTES + 1) * 1024 * 1024
# Files are received in memory, for they are small (REQUEST_MAX_BYTES): a full temporary disk stops no upload.
FILE_UPLOAD_MAX_MEMORY_SIZE = REQUEST_MAX_BYTES
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
# A message waits in the session, not in a cookie: it is deleted with it when its person signs out.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Our own pack (templates/binh_yen): every form is drawn by the same components.
CRISPY_ALLOWED_TEMPLATE_PACKS = ["binh_yen"]
CRISPY_TEMPLATE_PACK = "binh_yen"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {
        "codes-left-out": {"()": "portal.core.logs.CodesLeftOut"},
        "refusals-in-a-line": {"()": "portal.core.logs.RefusalsInALine"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["codes-left-out", "refusals-in-a-line"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # Refusals and pages that do not exist are responses, not events worth a traceback.
    # Of sign-ins only failures are worth a line.
    "loggers": {"django.request": {"level": "ERROR"}, "axes": {"level": "WARNING"}},
}
