"""Contacts as facts: entered, changed, ended and taken in as a list, with a sentence for each thing
that is refused."""

from datetime import timedelta

import pytest

from ems_dashboard.actions import contacts
from ems_dashboard.actions.contacts import Person, line_of, read_lines, take_in
from ems_dashboard.errors import Refused
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.situation.contacts import contacts_for
from tests.actions.desks import CITY, COUNTY, LEADER, OFFICER, START, desk

DONGSHAN, ZHANGPU = "350626", "350623"
JIA = Person(DONGSHAN, "值班员甲", "值班室", "000-0000-0001", "mail:jia@example.org")
YI = Person(DONGSHAN, "值班员乙", "分管领导", "000-0000-0002", place=2)


def known(store, minutes=0, actor=OFFICER):
    return contacts_for(store, CITY, actor, START + timedelta(minutes=minutes))


def test_a_contact_stays_readable_for_the_moments_before_it_was_changed_and_ended(store):
    row = contacts.add(desk(store), JIA)
    contacts.change(
        desk(store, minutes=10), row.contact, Person(DONGSHAN, "值班员甲", "", "000-0000-0009")
    )
    contacts.end(desk(store, minutes=20), row.contact)
    assert [r.telephones for r in known(store, 5)] == [("000-0000-0001",)]
    assert [r.telephones for r in known(store, 15)] == [("000-0000-0009",)]
    assert known(store, 20) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Person(DONGSHAN, "值班员丁", "", "1380000001"), "“1380000001”不是电话号码"),
        (Person(DONGSHAN, "值班员丁", "", "000-0000-0001;00000000001"), "同一号码填写了两次"),
        (Person(DONGSHAN, "值班员丁", "", "66001", "jia@example.org"), "不是通道地址"),
        (Person(ZHANGPU, "值班员丁", "", "66001", "mail:jia@example.org"), "登记在 值班员甲 名下"),
        (Person(DONGSHAN, "值班员丁", "", "66001", "sms:1 sms:1"), "填写了两次"),
        (Person(DONGSHAN, "值班员甲", "", "66001"), "已有联系人 值班员甲"),
        (Person(DONGSHAN, "", "", "66001"), "请填写姓名"),
        (Person(DONGSHAN, "值班员丁"), "没有电话也没有通道地址"),
        (Person(DONGSHAN, "值班员丁", "", "66001", place=0), "1–99"),
        (Person("350699", "值班员丁", "", "66001"), "不在单位"),
    ],
)
def test_what_cannot_be_a_contact_is_refused_with_a_sentence(store, given, said):
    contacts.add(desk(store), JIA)
    with pytest.raises(Refused, match=said):
        contacts.add(desk(store), given)
    assert [row.name for row in known(store)] == ["值班员甲"]


def test_a_shared_telephone_is_none_twice(store):
    contacts.add(desk(store), JIA)
    contacts.add(desk(store), Person(DONGSHAN, "值班员丁", "值班室", "000-0000-0001"))
    assert len(known(store)) == 2


def test_a_county_keeps_its_own_contacts_and_nobody_else_s(store):
    township = next(each.code for each in CITY.townships if each.unit == DONGSHAN)
    contacts.add(desk(store, COUNTY), JIA)
    contacts.add(desk(store, COUNTY), Person(township, "值班员戊", "", "66001"))
    with pytest.raises(Refused):
        contacts.add(desk(store, COUNTY), Person(ZHANGPU, "值班员丁", "", "66001"))
    with pytest.raises(Refused):
        contacts.add(desk(store, COUNTY), Person(CITY.code, "值班员丁", "", "66001"))
    with pytest.raises(Refused):
        contacts.add(desk(store, LEADER), YI)


def test_what_the_list_writes_it_reads_back_and_nothing_is_new(store):
    taken = take_in(desk(store), [JIA, YI])
    assert (taken.added, taken.changed, taken.same) == (2, 0, 0)
    written = "\n".join(
        ["单位\t顺序\t职务\t姓名\t电话\t通道地址"]
        + ["\t".join(line_of(row, CITY.name_of(row.unit))) for row in known(store)]
    )
    people, wrong = read_lines(desk(store, minutes=5), written)
    assert wrong == []
    again = take_in(desk(store, minutes=5), people)
    assert (again.added, again.changed, again.same) == (0, 0, 2)
    assert len(store.history(Contact)) == 2


def test_a_list_changes_who_is_there_and_is_taken_whole_or_not_at_all(store):
    take_in(desk(store), [JIA])
    with pytest.raises(Refused, match=r"第 2 行.*不是电话号码"):
        take_in(desk(store, minutes=1), [YI, Person(DONGSHAN, "值班员丁", "", "12")])
    assert len(known(store, 1)) == 1
    moved = Person(DONGSHAN, "值班员甲", "值班室", "000-0000-0003")
    taken = take_in(desk(store, minutes=2), [moved])
    assert (taken.added, taken.changed, taken.same) == (0, 1, 0)
    assert known(store, 2)[0].telephones == ("000-0000-0003",)


def test_lines_that_cannot_be_read_are_named(store):
    people, wrong = read_lines(
        desk(store), "东山县,1,值班室,值班员甲,66001\n天上县,1,,值班员丁,66002\n东山,一,,某,1"
    )
    assert [each.name for each in people] == ["值班员甲"]
    assert wrong[0].startswith("第 2 行:“天上县”")
    assert wrong[1].startswith("第 3 行:")


def test_who_does_not_need_a_number_is_given_none(store):
    take_in(desk(store), [JIA])
    guest = type(OFFICER)("", "", "guest")
    (row,) = known(store, actor=guest)
    assert row.telephones == ("000-****-**01",)
    assert row.addresses == ("mail:***",)
