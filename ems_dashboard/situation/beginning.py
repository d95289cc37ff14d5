"""What is still to be done before a new database can work, for each role; nothing once a response
was started."""

from dataclasses import dataclass

from ems_dashboard.rules.accounts import Account, AccountState
from ems_dashboard.rules.city import City
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Role
from ems_dashboard.store import Reader, Store
from ems_dashboard.store.accounts import all_accounts
from ems_dashboard.store.tokens import all_tokens


@dataclass(frozen=True, slots=True)
class Step:
    """`name`: its words (frame.step.<name>); `page`: where it is done."""

    name: str
    page: str
    done: bool = False


def first_steps(store: Store, city: City, role: Role) -> tuple[Step, ...]:
    with store.reading() as reader:
        if reader.newest().get(Response):
            return ()
        if role is Role.ADMINISTRATOR:
            return _of_administrator(reader, city)
    return STEPS.get(role, ())


STEPS: dict[Role, tuple[Step, ...]] = {
    Role.DUTY_OFFICER: (
        Step("propose", "responses"),
        Step("order", "orders"),
        Step("figures", "entry"),
    ),
    Role.APPROVER: (Step("approve", "responses"),),
    Role.COUNTY: (Step("receive", "orders"), Step("report", "entry")),
    Role.MEMBER: (Step("receive", "orders"), Step("bring", "intake")),
    Role.LEADER: (Step("wait", "overview"),),
}


def _of_administrator(reader: Reader, city: City) -> tuple[Step, ...]:
    active = [one for one in all_accounts(reader.connection) if one.state is AccountState.ACTIVE]
    steps = (
        Step(
            "people", "accounts", {Role.DUTY_OFFICER, Role.APPROVER} <= {one.role for one in active}
        ),
        Step("counties", "accounts", _all_units(active, city)),
        Step("wall", "accounts", bool(all_tokens(reader.connection))),
    )
    return () if all(step.done for step in steps) else steps


def _all_units(accounts: list[Account], city: City) -> bool:
    return city.by_code.keys() <= {one.unit for one in accounts if one.role is Role.COUNTY}
