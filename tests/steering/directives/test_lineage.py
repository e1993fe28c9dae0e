"""The chain of a paper, and who sees which paper."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.steering.directives import lineage, selectors
from portal.steering.directives.lineage import lineage_of
from portal.steering.models import Directive
from tests.factories import people
from tests.factories.steering import directive

pytestmark = pytest.mark.django_db
DAY = date(2019, 6, 1)


def codes(actor, kept):
    return [(row.steps, [d.code for d in row.directives]) for row in lineage_of(actor, kept)]


def test_a_chain_is_told_from_the_ministry_down_to_the_bodies(country):
    """The five steps of S2.6: ministry, province, party committee, commune, organisation."""
    officer, line = people.officer(country.commune), []
    for step, code in enumerate(["22/HD-BCA", "579/HD-CAT", "29-CV/ĐU", "68/KH-UBND", "05/KH-MTTQ"]):
        line.append(directive(country.commune, *line[-1:], code=code, issued_on=DAY + timedelta(step)))
    assert codes(officer, line[2]) == [
        (-2, ["22/HD-BCA"]),
        (-1, ["579/HD-CAT"]),
        (0, ["29-CV/ĐU"]),
        (1, ["68/KH-UBND"]),
        (2, ["05/KH-MTTQ"]),
    ]
    assert codes(officer, line[0])[0] == (0, ["22/HD-BCA"])
    assert codes(officer, line[4])[-1] == (0, ["05/KH-MTTQ"])


def test_what_is_reached_by_two_ways_stands_after_all_it_rests_on(country):
    officer = people.officer(country.commune)
    eldest = directive(country.commune, code="1")
    middle = directive(country.commune, eldest, code="2")
    youngest = directive(country.commune, eldest, middle, code="3")
    assert codes(officer, youngest) == [(-2, ["1"]), (-1, ["2"]), (0, ["3"])]
    assert codes(officer, eldest) == [(0, ["1"]), (1, ["2"]), (2, ["3"])]


def test_a_chain_leaves_out_papers_that_its_reader_may_not_see(country):
    down = directive(country.province, code="86/KH-CAT", handed_down=True)
    directive(country.neighbour, down, code="theirs")
    own = directive(country.commune, down, code="own")
    assert codes(people.officer(country.commune), down) == [(0, ["86/KH-CAT"]), (1, ["own"])]
    assert codes(people.officer(country.province), down) == [(0, ["86/KH-CAT"]), (1, ["theirs", "own"])]
    down.handed_down = False
    Directive.objects.unscoped("test").filter(pk=down.pk).update(handed_down=False)
    assert codes(people.officer(country.commune), own) == [(0, ["own"])]


@given(links=st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1])))
def test_in_every_chain_each_paper_stands_after_what_it_rests_on(country, links):
    Directive.objects.unscoped("test").delete()
    line = [directive(country.commune, code=f"{n}/KH") for n in range(7)]
    for elder, younger in links:
        line[younger].bases.create(basis=line[elder])
    steps = {
        row.pk: generation.steps
        for generation in lineage_of(people.officer(country.commune), line[3])
        for row in generation.directives
    }
    for elder, younger in links:
        pair = line[elder].pk, line[younger].pk
        if set(pair) <= set(steps):
            assert steps[pair[0]] < steps[pair[1]]
    assert {pk for pk in steps if steps[pk] < 0} == {
        row.pk for row in line if row != line[3] and lineage.rests_on(line[3], row)
    }
    assert {pk for pk in steps if steps[pk] > 0} == {
        row.pk for row in line if row != line[3] and lineage.rests_on(row, line[3])
    }


def test_one_reads_the_papers_of_ones_area_and_what_was_handed_down(country):
    directive(country.province, code="kept above")
    directive(country.province, code="handed down", handed_down=True)
    directive(country.district, code="from the district", handed_down=True)
    directive(country.commune, code="own")
    directive(country.neighbour, code="theirs", handed_down=True)
    directive(country.new_province, code="another province's", handed_down=True)

    def seen(actor):
        return {row.code for row in selectors.directives(actor)}

    own = {"own", "handed down", "from the district"}
    assert seen(people.officer(country.commune)) == own
    assert seen(people.officer(country.province)) == own | {"kept above", "theirs"}
    assert seen(people.officer(country.hamlet)) == set()


def test_words_find_a_paper_without_accents_by_number_subject_and_issuer(country):
    officer = people.officer(country.commune)
    directive(country.commune, code="68/KH-UBND", title="Triển khai mô hình", issuer="Ủy ban nhân dân xã")
    directive(country.commune, code="12/QĐ-UBND", title="Thành lập Ban Chỉ đạo", issuer="Chủ tịch xã")
    for words, code in (("68 kh", "68/KH-UBND"), ("mo hinh", "68/KH-UBND"), ("chu tich", "12/QĐ-UBND")):
        assert [row.code for row in selectors.directives(officer, query=words)] == [code]


@pytest.mark.parametrize(("days", "there"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_paper_is_in_force_from_its_day_to_before_its_end(country, days, there):
    kept = directive(country.commune, issued_on=DAY)
    Directive.objects.unscoped("test").filter(pk=kept.pk).update(ended_on=DAY + timedelta(10))
    found = Directive.objects.unscoped("test").filter(selectors.in_force(DAY + timedelta(days)))
    assert found.exists() is there
