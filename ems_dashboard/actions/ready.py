"""The ready accounts of the demonstration: one of every role, and one for every unit."""

from dataclasses import replace

from ems_dashboard.moments import Moment
from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.city import City
from ems_dashboard.rules.roles import Role
from ems_dashboard.text import Words

CITY_PEOPLE = (
    ("duty1", Role.DUTY_OFFICER),
    ("duty2", Role.DUTY_OFFICER),
    ("approver", Role.APPROVER),
    ("leader", Role.LEADER),
    ("administrator", Role.ADMINISTRATOR),
)


def ready_accounts(city: City, words: Words, moment: Moment) -> list[Account]:
    """They have no password: nobody can sign in to them but by the press that the demonstration
    allows."""
    made = [
        Account(account, words(f"people.ready.{account}"), role) for account, role in CITY_PEOPLE
    ]
    made += [_of(city, unit.code, Role.COUNTY, words) for unit in city.units]
    made += [_of(city, department.code, Role.MEMBER, words) for department in city.departments]
    return [replace(one, created_at=moment) for one in made]


def _of(city: City, code: str, role: Role, words: Words) -> Account:
    """For a unit or a department of the pack."""
    return Account(
        code.lower(),
        words("people.ready.reporter", name=city.short_of(code, words.lang)),
        role,
        code,
    )
