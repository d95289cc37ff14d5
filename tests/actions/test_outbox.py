"""What leaves the house: written with the act, sent at least once and in order, never two messages
under one key, against a real SMTP server and a webhook receiver on loopback, with the sender
killed in the middle."""

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest

from bench.sending import kills
from ems_dashboard.actions import contacts, outbox
from ems_dashboard.actions.contacts import Person
from ems_dashboard.actions.orders import Content, approve, draft, issue
from ems_dashboard.actions.outbox import Told, queue, send_test
from ems_dashboard.actions.sending import Sender
from ems_dashboard.errors import ConfigError, Refused
from ems_dashboard.feeds.channels import Channel, load_channels
from ems_dashboard.rules.notices import Notice, QuietHours, parts
from ems_dashboard.rules.terms import CallAbout, NoticeState, OrderKind
from ems_dashboard.text import words
from tests import builders as make
from tests.actions.desks import APPROVER, CITY, START, desk
from tests.builders import DONGSHAN, ZHANGPU
from tests.services.receivers import Receiver

MAIL = Channel("mail", "mailto://x/?to={address}")
GROUP = Channel("hook", "json://x/y")


@pytest.fixture
def receiver():
    made = Receiver()
    yield made
    made.close()


@pytest.fixture
def ways(monkeypatch):
    """ways(*channels): those that are configured."""

    def use(*channels):
        for module in ("outbox", "sending"):
            monkeypatch.setattr(f"ems_dashboard.actions.{module}.channels", lambda: channels)

    use()
    return use


@pytest.fixture
def people(store):
    contacts.add(desk(store), Person(DONGSHAN, "值班员甲", "", "66001", "mail:jia@example.org"))
    contacts.add(desk(store), Person(ZHANGPU, "值班员乙", "", "66002"))
    return store


def told(text="请签收", units=(DONGSHAN, ZHANGPU), urgent=False, reference="o1"):
    return Told(CallAbout.ORDER, reference, "", units, "指令", text, urgent)


def queued(store, *said, minutes=0):
    at = desk(store, minutes=minutes)
    return store.write(lambda connection: sum(queue(at, connection, each) for each in said))


def states(store):
    """The newest state of each message."""
    return {row.notice: row.state for row in store.history(Notice)}


class Taking:
    """A service that takes messages, or refuses with a sentence."""

    def __init__(self):
        self.taken, self.refusal = [], ""

    def __call__(self, url, notice):
        if not self.refusal:
            self.taken.append(notice.text)
        return self.refusal


def sender(store, taking):
    return Sender(store, words("zh"), taking)


def later(minutes):
    return START + timedelta(minutes=minutes)


def test_an_order_and_its_messages_are_there_together_or_not_at_all(people, ways, monkeypatch):
    ways(MAIL, GROUP)
    people.append([make.incident(began_at=START)], moment=START)
    content = Content(
        make.CASE, OrderKind.DIRECTIVE, "转移", "立即转移", (DONGSHAN, ZHANGPU),
        receipt_due=later(60),
    )  # fmt: skip
    row = draft(desk(people), content)
    approve(desk(people, APPROVER, 1), row.order)
    monkeypatch.setattr(outbox, "_notices", lambda *said: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        issue(desk(people, minutes=2), row.order)
    assert people.history(Notice) == []
    assert not any(each.serial for each in people.history(type(row), order=row.order))
    monkeypatch.undo()
    ways(MAIL, GROUP)
    issue(desk(people, minutes=3), row.order)
    heard = {(each.channel, each.unit, each.contact != "") for each in people.history(Notice)}
    # 乙 has no address: by mail nobody hears of it there
    assert heard == {
        ("mail", DONGSHAN, True), ("hook", DONGSHAN, False), ("hook", ZHANGPU, False),
    }  # fmt: skip


def test_without_a_channel_nothing_is_written_and_a_test_says_so(people, ways):
    assert queued(people, told()) == 0
    (jia,) = (c for c in people.current(contacts.Contact, as_of=START) if c.name == "值班员甲")
    with pytest.raises(Refused, match="没有可用的消息通道"):
        send_test(desk(people), jia.contact)
    ways(MAIL)
    assert send_test(desk(people), jia.contact) == 1


def test_who_gets_what_goes_by_subject_unit_and_place_in_the_chain(people, ways):
    contacts.add(
        desk(people), Person(DONGSHAN, "值班员丙", "", "", "mail:bing@example.org", place=2)
    )
    ways(Channel("mail", MAIL.url, people=1))
    assert queued(people, told()) == 1
    ways(Channel("mail", MAIL.url, about=(CallAbout.LEVEL,)))
    assert queued(people, told(reference="o2")) == 0
    ways(Channel("hook", GROUP.url, units=(ZHANGPU,)))
    assert queued(people, told(reference="o3")) == 1


def test_messages_are_sent_once_and_in_order_and_what_fails_is_tried_again(people, ways):
    ways(GROUP)
    queued(people, told("一", (DONGSHAN,)), minutes=0)
    queued(people, told("二", (DONGSHAN,), reference="o2"), minutes=1)
    taking = Taking()
    taking.refusal = "no route"
    worker = sender(people, taking)
    assert worker.send_waiting(later(2)) == 0
    assert Counter(states(people).values()) == {NoticeState.FAILED: 1, NoticeState.QUEUED: 1}
    rows = len(people.history(Notice))
    assert worker.send_waiting(later(60)) == 0
    assert len(people.history(Notice)) == rows  # the same failure is not written again
    taking.refusal = ""
    assert worker.send_waiting(later(60)) == 0  # its pause is not over
    assert worker.send_waiting(later(120)) == 2
    assert taking.taken == ["一", "二"]
    assert worker.send_waiting(later(180)) == 0
    assert set(states(people).values()) == {NoticeState.SENT}


def test_after_a_day_a_message_is_given_up(people, ways):
    ways(GROUP)
    queued(people, told(units=(DONGSHAN,)))
    taking = Taking()
    taking.refusal = "no route"
    sender(people, taking).send_waiting(later(25 * 60))
    assert set(states(people).values()) == {NoticeState.GIVEN_UP}


def test_quiet_hours_hold_back_all_but_the_urgent(people, ways):
    night = QuietHours(time(22), time(6))
    ways(Channel("hook", GROUP.url, quiet=night))
    queued(people, told("不急", (DONGSHAN,)), told("紧急", (ZHANGPU,), urgent=True))
    taking = Taking()
    worker = sender(people, taking)
    midnight = datetime(2023, 9, 4, 16, tzinfo=UTC)
    worker.send_waiting(midnight)
    assert taking.taken == ["紧急"]
    worker.send_waiting(midnight + timedelta(hours=6))
    assert taking.taken == ["紧急", "不急"]


def test_a_contact_that_ended_is_told_nothing_and_the_reason_stands_there(people, ways):
    ways(MAIL)
    queued(people, told())
    (jia,) = (c for c in people.current(contacts.Contact, as_of=START) if c.name == "值班员甲")
    contacts.end(desk(people, minutes=1), jia.contact)
    taking = Taking()
    sender(people, taking).send_waiting(later(2))
    assert taking.taken == []
    assert people.history(Notice)[-1].error == "联系人已停用或没有此通道的地址"


@pytest.mark.parametrize(("length", "amount"), [(40, 1), (41, 2), (400, 13)])
def test_a_text_longer_than_the_channel_takes_comes_in_parts_and_nothing_is_lost(length, amount):
    text = "".join(chr(0x4E00 + n) for n in range(length))
    made = parts(text, 40)
    assert len(made) == amount
    assert all(len(part) <= 40 for part in made)
    assert "".join(part.partition(")")[2] or part for part in made) == text


def test_a_demonstration_sends_nothing(people, ways):
    ways(GROUP)
    queued(people, told())
    people.note("demonstration", CITY.code)
    assert sender(people, Taking()).send_waiting(later(1)) == 0


def test_another_process_that_is_alive_sends_and_one_that_is_gone_does_not_block(people, ways):
    ways(GROUP)
    queued(people, told(units=(DONGSHAN,)))
    host = os.uname().nodename
    people.note("outbox", f"{host} {os.getppid()} 2099-01-01T00:00:00+00:00")
    assert sender(people, Taking()).send_waiting(later(1)) == 0
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    people.note("outbox", f"{host} {gone.pid} 2099-01-01T00:00:00+00:00")
    assert sender(people, Taking()).send_waiting(later(1)) == 1


def test_mail_and_webhook_arrive_whole_under_their_keys(people, ways, receiver):
    ways(Channel("mail", receiver.mail), Channel("hook", receiver.hook))
    queued(people, told("请于 18:00 前签收 <东山>"))
    worker = Sender(people, words("zh"))
    receiver.down = True
    assert worker.send_waiting(later(1)) == 0
    receiver.down = False
    assert worker.send_waiting(later(60)) == 3
    assert sorted(receiver.keys) == sorted(states(people))
    assert set(receiver.texts) == {"请于 18:00 前签收 <东山>"}


def test_a_wrong_file_of_channels_is_refused_with_the_entry(tmp_path, monkeypatch):
    path = tmp_path / "channels.toml"
    assert load_channels(path, words("zh")) == ()
    for text, said in (
        ('[[channel]]\nname="a"', "第 1 个通道有误.*url"),
        ('[[channel]]\nname="a"\nurl="json://x"\nabout=["all"]', "第 1 个通道有误"),
        ('[[channel]]\nname="a"\nurl="json://${EMS_NO_SUCH}"', "EMS_NO_SUCH"),
        ('[[channel]]\nname="a"\nurl="json://x"\n' * 2, "重复"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError, match=said):
            load_channels(path, words("zh"))
    monkeypatch.setenv("EMS_SECRET", "json://x/${y}")
    path.write_text('[[channel]]\nname="a"\nurl="${EMS_SECRET}"\nquiet="22:00-06:00"', "utf-8")
    (channel,) = load_channels(path, words("zh"))
    assert channel.quiet == QuietHours(time(22), time(6))
    assert "json" not in repr(channel)


def test_a_sender_that_is_killed_in_the_middle_loses_nothing(tmp_path):
    """By webhook and by mail; whoever takes a message knows by its key what it has already."""
    found = kills(tmp_path, 3)
    assert found["messages"] > 20
    assert (found["lost"], found["foreign"], found["two texts"]) == (0, 0, 0)
    assert found["again"] <= 3 * 2  # at a kill one message of each channel may be under way
