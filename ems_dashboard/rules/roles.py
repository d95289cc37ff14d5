"""Who may do what: whatever is not in the table is refused."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    STRANGER = "stranger"  # nobody signed in where the figures are live
    GUEST = "guest"  # nobody signed in to the demonstration
    DUTY_OFFICER = "duty_officer"  # 值班员
    APPROVER = "approver"  # 审批人
    LEADER = "leader"  # 领导
    COUNTY = "county"  # 县区
    MEMBER = "member"  # 成员单位
    ADMINISTRATOR = "administrator"  # 管理员
    WALL = "wall"  # 大屏


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `unit`: the county-level unit or member department that the account belongs to,
    empty for the city's own people."""

    account: str
    name: str
    role: Role
    unit: str = ""


STRANGER = Actor("", "", Role.STRANGER)
GUEST = Actor("", "", Role.GUEST)
WALL = Actor("", "", Role.WALL)
"""The display: nobody in particular, whoever stands before it."""

PUBLIC = ("overview", "warnings", "evacuation", "groups", "storm", "race", "season", "wall")
"""The live picture: what every signed-in role reads."""
DESK = ("responses", "orders", "exposure", "means", "vessels", "measures", "contacts")
"""Where counties and member departments act too."""
READ = (*PUBLIC, *DESK, "calls", "consultations", "reports", "log", "handover", "review")
"""Everything but the form for figures: what everybody reads in the demonstration."""
PAGES = (*READ, "entry", "intake")

KEEPING = ("accounts",)
"""The administrator's own pages."""


BY_HAND = frozenset(
    f"report:{subject}"
    for subject in ("warnings", "storms", "observations", "impacts", "cadres", "messages")
)
"""What a feed brings and a person may type."""


def _read(*pages: str) -> frozenset[str]:
    return frozenset(f"read:{page}" for page in pages)


ALLOWED: dict[Role, frozenset[str]] = {
    Role.STRANGER: frozenset(),
    Role.GUEST: _read(*READ),
    Role.DUTY_OFFICER: _read(*PAGES)
    | {
        "propose:responses",
        "write:duties",
        "draft:orders",
        "issue:orders",
        "receive:orders",
        "verify:orders",
        "hold:consultations",
        "write:reports",
        "write:log",
        "sign:handovers",
        "report:evacuation",
        "report:resources",
        *BY_HAND,
        "request:resources",
        "dispatch:resources",
        "write:measures",
        "write:lessons",
        "set:clock",
        "approve:corrections",
        "write:contacts",
        "call:contacts",
    },
    Role.APPROVER: _read(*PAGES)
    | {
        "approve:corrections",
        "approve:responses",
        "approve:orders",
        "sign:consultations",
        "sign:reports",
    },
    Role.LEADER: _read(*PAGES),
    Role.COUNTY: _read(*PUBLIC, *DESK, "entry", "intake")
    | {"report:observations", "report:impacts", "report:cadres", "report:messages"}
    | {"decide:responses", "receive:orders", "report:evacuation", "write:duties"}
    | {"report:resources", "request:resources", "write:contacts"},
    # which of them a department may bring stands beside its name in the city pack
    Role.MEMBER: _read(*PUBLIC, *DESK, "intake")
    | {"receive:orders", "write:duties", "write:contacts"}
    | BY_HAND,
    Role.ADMINISTRATOR: _read(*PUBLIC, *KEEPING) | {"manage:accounts", "set:clock"},
    Role.WALL: _read("wall"),
}

HOMES: dict[Role, str] = {
    Role.ADMINISTRATOR: "/accounts",
    Role.COUNTY: "/entry",
    Role.MEMBER: "/orders",
}
"""Where somebody's work is, who asked for no page; the others begin at the overview."""

OWN_UNIT_ONLY = frozenset({Role.COUNTY, Role.MEMBER})
"""Roles that write for their own unit (a county for its townships too) and for nobody else."""


def may(role: Role, act: str) -> bool:
    """`act` is `<verb>:<page or subject>`, e.g. read:overview."""
    return act in ALLOWED.get(role, frozenset())


def may_for(actor: Actor, act: str, unit: str) -> bool:
    """Whether the actor may do the act in the name of a county-level unit or department."""
    return may(actor.role, act) and (actor.role not in OWN_UNIT_ONLY or unit == actor.unit)
