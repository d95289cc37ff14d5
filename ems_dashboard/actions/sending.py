"""The worker that sends what the outbox holds: at least once, one after the other for each person
and channel, tried again with growing pauses, and with the same key each time, by which a receiver
knows what it has already.

apprise speaks to WeCom, DingTalk, Feishu, mail, SMS gateways and webhooks; tenacity gives the
pauses."""

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import quote

import apprise
from tenacity import RetryCallState, Retrying, wait_exponential_jitter

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.actions.outbox import channels
from ems_dashboard.feeds.channels import PLACE, Channel
from ems_dashboard.moments import Moment
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.notices import Notice, after_attempt
from ems_dashboard.rules.terms import NoticeState, Urgency
from ems_dashboard.store import Connection, Reader, Store
from ems_dashboard.store.notes import write_note
from ems_dashboard.text import Words

EVERY_S = 2.0
FIRST_WAIT, LONGEST_WAIT = 5.0, 900.0
GIVEN_UP_AFTER = timedelta(hours=24)
HOLDER = "outbox"
"""The note of which process sends: two would send everything twice."""
HELD_FOR = timedelta(seconds=60)
KEY_HEADER = "X-Ems-Key"
SHOWN = 200

log = logging.getLogger("ems.outbox")
Deliver = Callable[[str, Notice], str]
"""Address of the service, message → why it failed, empty where it was taken."""


def deliver(url: str, notice: Notice) -> str:
    service = apprise.Apprise()
    if not service.add(url):
        return "apprise: url"
    with apprise.LogCapture(level=logging.WARNING) as said:  # type: ignore[no-untyped-call]
        if service.notify(body=notice.text, title=notice.title):
            return ""
        return " ".join(said.getvalue().split())[:SHOWN] or "apprise"


def url_for(channel: Channel, address: str, key: str) -> str:
    """With the key as a header, the same at every attempt."""
    url = channel.url.replace(PLACE, quote(address, safe="@"))
    return f"{url}{'&' if '?' in url else '?'}+{KEY_HEADER}={quote(key, safe='')}"


@dataclass
class Sender:
    """`waits`: by recipient how often in a row it failed, and when it is tried again."""

    store: Store
    words: Words
    deliver: Deliver = deliver
    pause: wait_exponential_jitter = field(
        default_factory=lambda: wait_exponential_jitter(multiplier=FIRST_WAIT, max=LONGEST_WAIT)
    )
    waits: dict[tuple[str, str], tuple[int, datetime]] = field(default_factory=dict)

    def send_waiting(self, moment: Moment) -> int:
        """One look at the outbox; how many messages were taken by their services."""
        with self.store.reading() as reader:
            if reader.note(NOTE) is not None:  # a demonstration tells nobody anything
                return 0
            open_states = [NoticeState.QUEUED, NoticeState.FAILED]
            waiting = reader.current(Notice, as_of=moment, state=open_states)
            people = {row.contact: row for row in reader.current(Contact, as_of=moment)}
        if not waiting or not self._holds(moment):
            return 0
        ways = {channel.name: channel for channel in channels()}
        ranked = sorted(waiting, key=lambda row: (row.recipient, row.notice))
        return sum(
            self._send_in_order(list(rows), ways.get(recipient[0]), people, moment)
            for recipient, rows in groupby(ranked, key=lambda row: row.recipient)
        )

    def _send_in_order(
        self,
        rows: Iterable[Notice],
        channel: Channel | None,
        people: dict[str, Contact],
        moment: Moment,
    ) -> int:
        """Until one fails: what comes after it waits."""
        sent = 0
        for row in rows:
            if self._waits(row, channel, moment):
                continue
            error = self._attempt(row, channel, people, moment)
            self._note(row, error, moment)
            if error:
                break
            sent += 1
        return sent

    def _waits(self, row: Notice, channel: Channel | None, moment: Moment) -> bool:
        if moment < self.waits.get(row.recipient, (0, moment))[1]:
            return True
        quiet = channel.quiet if channel else None
        return quiet is not None and row.urgent is Urgency.NORMAL and quiet.hold_at(moment)

    def _attempt(
        self, row: Notice, channel: Channel | None, people: dict[str, Contact], moment: Moment
    ) -> str:
        if channel is None:
            return self.words("outbox.no_channel", channel=row.channel)
        person, address = people.get(row.contact), ""
        if channel.personal:
            there = person is not None and person.holds_at(moment)
            address = person.address_on(channel.name) if person is not None and there else ""
            if not address:
                return self.words("outbox.no_address")
        return self.deliver(url_for(channel, address, row.notice), row)

    def _note(self, row: Notice, error: str, moment: Moment) -> None:
        """What became of an attempt; the same failure again is not written again."""
        failed = self.waits.get(row.recipient, (0, moment))[0] + 1 if error else 0
        if error:
            pause = timedelta(seconds=self._pause(failed))
            self.waits[row.recipient] = failed, moment + pause
        else:
            self.waits.pop(row.recipient, None)
        over = moment - row.valid_at > GIVEN_UP_AFTER
        after = after_attempt(row, error, moment, over=over)
        if (after.state, after.error) != (row.state, row.error):
            self.store.append([after], moment=moment)

    def _pause(self, failed: int) -> float:
        state = RetryCallState(Retrying(), None, (), {})
        state.attempt_number = failed
        return self.pause(state)

    def _holds(self, moment: Moment) -> bool:
        """Whether this process is the one that sends: nobody is, or its process is gone."""
        mine = f"{socket.gethostname()} {os.getpid()}"

        def work(connection: Connection) -> bool:
            held, _, until = (Reader(connection).note(HOLDER) or "").rpartition(" ")
            if held not in ("", mine) and _alive(held) and clock.parse(until) > moment:
                return False
            write_note(connection, HOLDER, f"{mine} {clock.iso(moment + HELD_FOR)}")
            return True

        return self.store.write(work)


def _alive(holder: str) -> bool:
    """Of another machine nobody can tell."""
    host, _, pid = holder.rpartition(" ")
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(pid), 0)
    except (OSError, ValueError):
        return False
    return True


async def keep_sending(store: Store, words: Words) -> None:
    """Looks every two seconds, while the server runs."""
    sender = Sender(store, words)
    while True:
        try:
            await asyncio.to_thread(sender.send_waiting, clock.now())
        except Exception:  # whatever it was, it is tried again
            log.exception("the outbox could not be sent")
        await asyncio.sleep(EVERY_S)
