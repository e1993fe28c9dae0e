"""Rules that no single module can hold: every model classified, one clock, layers in order."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from importlinter import cli

from portal.units.scoping import GuardedQuery, ScopedModel
from tests.packages import OWN_PACKAGES

ROOT = Path(__file__).resolve().parents[2]
CLOCK = ROOT / "portal" / "core" / "clock.py"

# Whose rows a model holds. A new model fails the test until someone decided.
SCOPED = "rows of a unit, read through visible_to or unscoped"
BEHIND = "reached only through its scoped row"
GLOBAL = "rows of the whole portal, no one's in particular, or of people rather than places"
FRAMEWORK = "Django's own, or a library's"
MODELS = {
    "bodies.Body": SCOPED,
    "bodies.BodyLine": BEHIND,
    "groups.ChatGroup": SCOPED,
    "groups.MemberCount": SCOPED,
    "groups.GroupConfirmation": SCOPED,
    "groups.GroupInspection": SCOPED,
    "groups.CoverageBase": SCOPED,
    "groups.RolloutStep": SCOPED,
    "groups.PilotGroup": BEHIND,
    "groups.RolloutDeadline": SCOPED,
    "groups.RolloutReminder": SCOPED,
    "steering.Activity": SCOPED,
    "steering.Board": SCOPED,
    "steering.BoardMember": SCOPED,
    "steering.UnitSetting": SCOPED,
    "steering.AnswerRequest": SCOPED,
    "steering.AnswerStep": BEHIND,
    "steering.Difficulty": SCOPED,
    "steering.DifficultyStep": BEHIND,
    "steering.Directive": SCOPED,
    "steering.DirectiveBasis": BEHIND,
    "steering.Letterhead": SCOPED,
    "steering.Finding": SCOPED,
    "steering.Plan": SCOPED,
    "steering.PlanTarget": SCOPED,
    "steering.PlanTask": SCOPED,
    "steering.PlanCost": SCOPED,
    "steering.AssessmentTerm": GLOBAL,
    "steering.AssessmentCriterion": GLOBAL,
    "steering.AssessmentSheet": SCOPED,
    "steering.CriterionMark": BEHIND,
    "tips.Tip": SCOPED,
    "tips.DutyNumber": SCOPED,
    "tips.TipTransition": SCOPED,
    "tips.SealedInformant": BEHIND,
    "tips.Redaction": BEHIND,
    "tips.TimeLimit": GLOBAL,
    "propaganda.Post": SCOPED,
    "propaganda.PostTarget": BEHIND,
    "propaganda.Relay": SCOPED,
    "reports.Report": SCOPED,
    "reports.ReportFile": BEHIND,
    "reports.ReportRule": GLOBAL,
    "units.Unit": GLOBAL,
    "units.UnitVersion": GLOBAL,
    "units.UnitEdge": GLOBAL,
    # Names of places only, public facts; read through importing.selectors.imports, by who may bring in.
    "units.UnitImport": GLOBAL,
    # Likewise; read through territory.act_selectors.amendments, by the units it touches.
    "units.Amendment": GLOBAL,
    "units.Succession": GLOBAL,
    "accounts.User": GLOBAL,
    "accounts.Assignment": GLOBAL,
    "accounts.HandOver": SCOPED,
    "accounts.Elevation": SCOPED,
    "core.AuditEntry": GLOBAL,
    "core.AuditSeal": GLOBAL,
    "core.AuditHead": GLOBAL,
    "core.AuditCheck": GLOBAL,
    "core.Submission": GLOBAL,
    "core.Job": GLOBAL,
    "core.Holiday": GLOBAL,
    "core.FileArea": GLOBAL,
    # Read through `open_bytes`, which the app calls whose scoped row points here.
    "core.StoredFile": GLOBAL,
    # A person's own, whatever the unit they are about; read through notices.selectors, by their person alone.
    "notices.Notice": GLOBAL,
    "notices.Mail": GLOBAL,
    "notices.MailAddress": GLOBAL,
    "notices.NoticeChoice": GLOBAL,
    "auth.Permission": FRAMEWORK,
    "auth.Group": FRAMEWORK,
    "contenttypes.ContentType": FRAMEWORK,
    "signin.AccountState": GLOBAL,
    "signin.Authenticator": GLOBAL,
    "signin.OpenSession": GLOBAL,
    "signin.Card": GLOBAL,
    "otp_totp.TOTPDevice": FRAMEWORK,
    "otp_static.StaticDevice": FRAMEWORK,
    "otp_static.StaticToken": FRAMEWORK,
    "axes.AccessAttempt": FRAMEWORK,
    "axes.AccessAttemptExpiration": FRAMEWORK,
    "axes.AccessFailureLog": FRAMEWORK,
    "axes.AccessLog": FRAMEWORK,
}


def models(*kinds):
    return [apps.get_model(name) for name, kind in MODELS.items() if kind in kinds]


def test_every_model_is_classified_and_no_classified_model_is_gone():
    found = {model._meta.label for model in apps.get_models(include_auto_created=False)}
    assert found == set(MODELS)


def test_a_model_is_scoped_exactly_when_it_is_classified_so():
    for model in apps.get_models():
        assert issubclass(model, ScopedModel) == (MODELS.get(model._meta.label) == SCOPED), model


@pytest.mark.parametrize("model", models(SCOPED), ids=lambda model: model.__name__)
def test_a_scoped_model_names_its_permission_and_has_no_unguarded_manager(model):
    from portal.accounts.permissions import Permission

    # Models below accounts name it by its value.
    assert model.scope_permission in list(Permission)
    for manager in model._meta.managers:
        assert isinstance(manager.all().query, GuardedQuery), manager.name
    assert isinstance(model._default_manager.all().query, GuardedQuery)


@pytest.mark.parametrize("model", models(SCOPED), ids=lambda model: model.__name__)
def test_what_a_scoped_model_adds_to_visibility_starts_from_its_base(model):
    """A model may widen or narrow whose rows are seen, not forget the places they are in."""
    for place in ("unit", "province", "district", "commune", "hamlet"):
        field = model._meta.get_field(place)
        assert not field.editable
        assert field.null is (place not in ("unit", "province"))


@pytest.mark.parametrize("model", models(BEHIND), ids=lambda model: model.__name__)
def test_what_stands_behind_a_scoped_row_points_to_one(model):
    targets = [field.related_model for field in model._meta.fields if field.is_relation]
    assert [target for target in targets if issubclass(target, ScopedModel)]


# What a global model names of scoped rows: a role says for which body it is held, by the body's name alone.
NAMED = {"accounts.Assignment": {"bodies.Body"}}


@pytest.mark.parametrize("model", models(GLOBAL), ids=lambda model: model.__name__)
def test_a_global_model_hangs_on_no_scoped_row(model):
    targets = [field.related_model for field in model._meta.fields if field.is_relation]
    scoped = {target._meta.label for target in targets if issubclass(target, ScopedModel)}
    assert scoped == NAMED.get(model._meta.label, set())


# --- one clock ----------------------------------------------------------------------------------
ASKS = {"now", "today", "utcnow", "localdate", "localtime", "time", "time_ns"}
OWNERS = {"datetime", "date", "timezone", "time", "dt"}


def source_files():
    return [
        path
        for package in OWN_PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if path != CLOCK and "__pycache__" not in path.parts
    ]


def asks_the_machine(source):
    """Lines that read the machine's time: date.today(), datetime.now(tz), timezone.localtime(), time.time()."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ASKS:
            owner = (
                node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            )
            if owner in OWNERS and node.attr not in ("localtime", "localdate"):
                yield node.lineno
        if isinstance(node, ast.Call) and not node.args and not node.keywords:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("localtime", "localdate"):
                yield node.lineno


@pytest.mark.parametrize(
    ("source", "asks"),
    [
        ("date.today()", True),
        ("datetime.now(tz=UTC)", True),
        ("datetime.datetime.utcnow()", True),
        ("timezone.now()", True),
        ("models.DateTimeField(default=timezone.now)", True),
        ("timezone.localtime()", True),
        ("time.time()", True),
        ("timezone.localtime(moment)", False),
        ("clock.now()", False),
        ("clock.today()", False),
        ("datetime.min.time()", False),
    ],
)
def test_the_test_knows_who_asks_the_machine(source, asks):
    assert bool(list(asks_the_machine(source))) is asks


def test_nothing_but_the_clock_asks_the_machine_what_time_it_is():
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in source_files()
        for line in asks_the_machine(path.read_text())
    ]
    assert found == []


# --- the demo -----------------------------------------------------------------------------------
_OF_THE_DEMO = re.compile(r"(?<![a-z])(demos?|story|stories|personas?)(?![a-z])", re.IGNORECASE)
_DEMO = (ROOT / "portal/config/demo", ROOT / "portal/config/settings")


def product_files():
    """Everything that a real installation runs: modules, templates, styles, scripts."""
    places = [(package, "*.py") for package in OWN_PACKAGES]
    places += [("templates", "*.html"), ("static/css", "*.css"), ("static/js", "*.js")]
    own = [ROOT / "portal/config/settings/base.py", ROOT / "portal/config/settings/production.py"]
    return own + [
        path
        for place, pattern in places
        for path in sorted((ROOT / place).rglob(pattern))
        if not any(path.is_relative_to(folder) for folder in _DEMO)
    ]


@pytest.mark.parametrize(
    ("line", "mentions"),
    [
        ("if settings.DEMO:", True),
        ("card.story_day", True),
        ('class="demo-banner"', True),
        ("from portal.config.demo import views", True),
        ("for persona in personas:", True),
        ("the history of a personal file, democratic", False),
    ],
)
def test_the_test_knows_a_mention_of_the_demo(line, mentions):
    assert bool(_OF_THE_DEMO.search(line)) is mentions


def test_the_product_knows_nothing_of_the_demo():
    """The demo plugs in by its settings (docs/dev/adr/0022); a switch in the product would be run in earnest, too."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in product_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _OF_THE_DEMO.search(line)
    ]
    assert found == []


# --- layers -------------------------------------------------------------------------------------
# Columns that hold what something is called; `order_by` takes the key beside them (core.ordering).
_NAME_COLUMNS = {"name", "full_name"}


def orders_by_a_name(source):
    """The lines on which a source orders rows by a name itself: literals in `order_by(…)` and in `order_by=…` of a call."""
    tree = ast.parse(source)
    ordered = [
        argument
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "order_by"
        for argument in call.args
    ]
    columns = [
        keyword.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg == "order_by"
    ]
    return [
        literal.lineno
        for expression in [*ordered, *columns]
        for literal in ast.walk(expression)
        if isinstance(literal, ast.Constant)
        and str(literal.value).lstrip("-").rsplit("__")[-1] in _NAME_COLUMNS
    ]


@pytest.mark.parametrize(
    ("source", "orders"),
    [
        ("rows.order_by('kind', 'name')", True),
        ("rows.order_by('-user__full_name')", True),
        ("rows.order_by(F('district__name').asc(), 'sort')", True),
        ("name = Column('Tên', order_by='user__full_name')", True),
        ("name = Column('Tên', accessor='full_name', order_by='sort')", False),
        ("rows.order_by('district__sort', 'sort')", False),
    ],
)
def test_the_test_knows_who_orders_by_a_name(source, orders):
    assert bool(orders_by_a_name(source)) is orders


def test_nothing_is_ordered_by_a_name_but_by_its_key():
    found = {
        f"{file.relative_to(ROOT)}:{line}"
        for file in source_files()
        for line in orders_by_a_name(file.read_text(encoding="utf-8"))
    }
    assert not found


def test_each_layer_imports_only_what_is_below_it(capsys):
    kept = cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
    assert kept, capsys.readouterr().out


def bare_fields(source):
    """The lines of a module that ask for text or a number by Django's own field, passwords and hidden values aside."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _BARE:
            widget = ast.unparse(
                next((k.value for k in node.keywords if k.arg == "widget"), ast.Constant(""))
            )
            if not widget.startswith(("forms.PasswordInput", "forms.HiddenInput")):
                yield node.lineno


_BARE = {
    f"forms.{name}Field"
    for name in ("Char", "Integer", "Decimal", "Float", "URL", "Regex", "Email", "Slug", "Date", "DateTime")
}


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("a = forms.CharField(max_length=3)", True),
        ("a = forms.IntegerField(widget=forms.NumberInput())", True),
        ("a = forms.CharField(widget=forms.PasswordInput({}))", False),
        ("a = forms.IntegerField(widget=forms.HiddenInput)", False),
        ("a = LineField(max_length=3)", False),
    ],
)
def test_the_test_knows_a_bare_field(source, bare):
    assert bool(list(bare_fields(source))) is bare


def test_what_people_type_is_asked_for_by_the_portals_own_fields():
    """portal.core.fields: cleaned before it is judged, counted as it is stored, numbers read as they are printed."""
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in source_files()
        for line in bare_fields(file.read_text(encoding="utf-8"))
    ]
    assert found == []
