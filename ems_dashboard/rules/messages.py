"""Messages sent to the public (短信)."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageBatch(Fact):
    """`sent` messages of one batch, by channel (sms, broadcast, wechat)."""

    KIND: ClassVar[str] = "messages"
    KEY: ClassVar[tuple[str, ...]] = ("batch",)
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    batch: str
    incident: str | None = None
    unit: str
    channel: str = "sms"
    sent: int
    subject: str = ""
