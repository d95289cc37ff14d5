"""Several accounts from a list: all or none, each line that cannot be read told by its number."""

import pytest

from ems_dashboard.actions.many_accounts import create_accounts, read_lines, suggested
from ems_dashboard.actions.passwords import fits
from ems_dashboard.errors import Refused
from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.roles import Role
from ems_dashboard.store.accounts import all_accounts, password_of
from ems_dashboard.text import words

LIST = "duty2,值班员乙,值班员\n东山,东山填报人,县区填报人,东山县\n\nqixiang;气象局填报人;member;市气象局\nchief\t领导甲\tleader"


def held(store):
    with store.reading() as reader:
        return {one.account: one for one in all_accounts(reader.connection)}


def test_lines_are_read_as_lists_write_them_and_each_mistake_bears_its_number(desk):
    wanted, wrong = read_lines(desk(role=Role.ADMINISTRATOR), LIST)
    assert [(one.account, one.holder.role, one.holder.unit) for one in wanted] == [
        ("duty2", Role.DUTY_OFFICER, ""), ("qixiang", Role.MEMBER, "D01"), ("chief", Role.LEADER, ""),
    ]  # fmt: skip
    assert len(wrong) == 1
    assert wrong[0].startswith("第 2 行:")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a b", "请写"),
        ("bing,丙,厨师", "没有角色“厨师”"),
        ("bing,丙,县区填报人,蓬莱", "没有单位“蓬莱”"),
    ],
)
def test_what_a_line_lacks_is_said(desk, line, said):
    wanted, (sentence,) = read_lines(desk(role=Role.ADMINISTRATOR), line)
    assert wanted == []
    assert said in sentence


def test_an_account_that_is_there_twice_is_told(desk):
    _, (sentence,) = read_lines(desk(role=Role.ADMINISTRATOR), "bing,丙,值班员\nBING,丁,领导")
    assert "bing" in sentence


def test_the_counties_come_as_a_list_and_are_made_by_one_act(desk, store, city):
    boss, word = desk(role=Role.ADMINISTRATOR), words("zh")
    lines = suggested(city, [Account("dongshan", "旧", Role.LEADER)], word)
    wanted, wrong = read_lines(boss, lines)
    assert wrong == []
    assert {one.holder.unit for one in wanted} == city.by_code.keys()
    assert len({one.account for one in wanted} - {"dongshan"}) == len(city.units), (
        "a taken name is not taken twice"
    )
    given = create_accounts(boss, wanted)
    accounts = held(store)
    assert len(accounts) == len(city.units)
    with store.reading() as reader:
        assert all(
            fits(one.password, password_of(reader.connection, one.account)) for one in given[:3]
        )
    assert all(one.one_time for one in accounts.values())
    assert len(store.history(Act)) == len(city.units)
    assert suggested(city, accounts.values(), word) == ""


def test_all_are_made_or_none(desk, store):
    boss = desk(role=Role.ADMINISTRATOR)
    create_accounts(boss, read_lines(boss, "bing,丙,值班员")[0])
    with pytest.raises(Refused, match="bing"):
        create_accounts(boss, read_lines(boss, "ding,丁,领导\nbing,丙,值班员")[0])
    assert held(store).keys() == {"bing"}


def test_nobody_but_the_administrator_makes_them(desk, store):
    officer = desk()
    with pytest.raises(Refused):
        create_accounts(officer, read_lines(officer, "bing,丙,值班员")[0])
    assert held(store) == {}


def test_a_paste_that_is_no_list_of_accounts_is_told_at_once(desk):
    wanted, wrong = read_lines(desk(role=Role.ADMINISTRATOR), "a1,张三,领导\n" * 100_000)
    assert wanted == []
    assert len(wrong) == 1
