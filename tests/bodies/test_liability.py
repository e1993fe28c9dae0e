"""Which bodies are assessed yearly: TT 124/2021, article 1, clause 2, point b, kind by kind and trait by trait."""

import pytest

from portal.bodies.choices import TRAIT_COLUMN, BodyKind, EnterpriseSize, ForceKind, SchoolLevel
from portal.bodies.liability import BASIS, LiabilityVerdict, liability, with_verdict
from portal.bodies.models import Body
from tests.factories.rows import body

K, S, E = BodyKind, SchoolLevel, EnterpriseSize
LIABLE, NOT_LIABLE, UNKNOWN, NOT_NAMED = LiabilityVerdict
TRAITS = {K.SCHOOL: SchoolLevel, K.ENTERPRISE: EnterpriseSize, K.FORCE: ForceKind}
# Everything but what is written here is not named in the circular.
VERDICTS = {
    (K.AGENCY, ""): LIABLE,
    (K.POLICE, ""): NOT_LIABLE,
    (K.SCHOOL, ""): UNKNOWN,
    (K.SCHOOL, S.PRESCHOOL): NOT_LIABLE,
    (K.SCHOOL, S.PRIMARY): NOT_LIABLE,
    (K.SCHOOL, S.LOWER_SECONDARY): LIABLE,
    (K.SCHOOL, S.UPPER_SECONDARY): LIABLE,
    (K.SCHOOL, S.SEVERAL): LIABLE,
    (K.SCHOOL, S.VOCATIONAL): LIABLE,
    (K.SCHOOL, S.HIGHER): LIABLE,
    (K.ENTERPRISE, ""): UNKNOWN,
    (K.ENTERPRISE, E.MICRO): NOT_LIABLE,
    (K.ENTERPRISE, E.SMALL): NOT_LIABLE,
    (K.ENTERPRISE, E.MEDIUM): LIABLE,
    (K.ENTERPRISE, E.LARGE): LIABLE,
    (K.FORCE, ForceKind.ARMED): NOT_LIABLE,
}
EVERY = [(kind, trait) for kind in K for trait in ("", *TRAITS.get(kind, ()))]


@pytest.mark.parametrize(("kind", "trait"), EVERY)
def test_who_is_liable(kind, trait):
    told = liability(kind, trait)
    assert told.verdict == VERDICTS.get((kind, trait), NOT_NAMED)
    assert str(told.reason).endswith(".")


@pytest.mark.parametrize(
    ("kind", "trait", "answer"),
    [
        (K.AGENCY, "", True),
        (K.ENTERPRISE, E.SMALL, False),
        (K.ENTERPRISE, "", None),
        (K.FRONT, "", None),
    ],
)
def test_what_is_unknown_or_not_named_is_neither_yes_nor_no(kind, trait, answer):
    assert liability(kind, trait).is_liable is answer


def test_every_verdict_stands_on_one_provision():
    assert "124/2021/TT-BCA" in str(BASIS)


@pytest.mark.django_db
@pytest.mark.parametrize("verdict", LiabilityVerdict)
def test_the_condition_of_a_list_finds_exactly_the_bodies_with_the_verdict(country, verdict):
    for kind, trait in EVERY:
        body(country.commune, kind, **({TRAIT_COLUMN[kind]: trait} if kind in TRAIT_COLUMN else {}))
    kept = Body.objects.unscoped("test")
    expected = {one.pk for one in kept if one.liability.verdict == verdict}
    assert {one.pk for one in kept.filter(with_verdict(verdict))} == expected
    assert expected


@pytest.mark.django_db
def test_an_unknown_verdict_finds_nothing(country):
    body(country.commune)
    assert not Body.objects.unscoped("test").filter(with_verdict("maybe"))
