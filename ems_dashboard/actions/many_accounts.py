"""Several accounts at once, from lines as a list has them: account, name, role, unit."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ems_dashboard.actions.accounts import MANAGE, Holder, add_one
from ems_dashboard.actions.acting import Desk, require
from ems_dashboard.actions.passwords import hashed, spoken
from ems_dashboard.errors import Refused
from ems_dashboard.rules.accounts import HELD_BY_PEOPLE, Account, name_fits
from ems_dashboard.rules.city import City, Unit
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, Role
from ems_dashboard.store import Connection
from ems_dashboard.text import LANGS, Words, words

BETWEEN = re.compile(r"[,,;;\t]")
MOST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    account: str
    holder: Holder


@dataclass(frozen=True, slots=True)
class Given:
    """A new account with the one-time password that nobody can read again."""

    account: str
    name: str
    password: str


def suggested(city: City, held: Iterable[Account], word: Words) -> str:
    """A line for every county-level unit that nobody reports for yet."""
    accounts = list(held)
    taken, done = (
        {one.account for one in accounts},
        {one.unit for one in accounts if one.role is Role.COUNTY},
    )
    lines = []
    for unit in city.units:
        if unit.code not in done:
            name = word("people.ready.reporter", name=city.short_of(unit.code, word.lang))
            role = word(f"acts.role.{Role.COUNTY}")
            lines.append(
                f"{_account_of(unit, taken)},{name},{role},{city.short_of(unit.code, word.lang)}"
            )
    return "\n".join(lines)


def _account_of(unit: Unit, taken: set[str]) -> str:
    """The unit's short name in letters, else its code."""
    name = re.sub(r"[^a-z0-9]", "", unit.short_en.lower())
    account = name if name_fits(name) and name not in taken else unit.code
    taken.add(account)
    return account


def read_lines(desk: Desk, text: str) -> tuple[list[Wanted], list[str]]:
    """What the lines ask for, and a sentence for each that cannot be read."""
    wanted: list[Wanted] = []
    wrong: list[str] = []
    if text.count("\n") > 2 * MOST:  # no list of accounts, and read anew at every run of the page
        return [], [desk.words("people.too_many", most=MOST)]
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                wanted.append(_read(desk, [cell.strip() for cell in BETWEEN.split(line)]))
            except Refused as refusal:
                wrong.append(desk.words("people.line", n=number, said=refusal))
    twice = [
        account for account, times in Counter(one.account for one in wanted).items() if times > 1
    ]
    wrong += [desk.words("people.twice", account=account) for account in sorted(twice)]
    return wanted, wrong


def _read(desk: Desk, cells: Sequence[str]) -> Wanted:
    word = desk.words
    if len(cells) < 3:
        raise Refused(word("people.line_form"))
    account, name, said, place = (*cells, "")[:4]
    role = next((role for role in HELD_BY_PEOPLE if said.lower() in _names(role)), None)
    if role is None:
        roles = word.listed(word(f"acts.role.{role}") for role in HELD_BY_PEOPLE)
        raise Refused(word("people.line_role", role=said, roles=roles))
    if not name_fits(account.lower()):
        raise Refused(word("people.line_account", account=account))
    unit = desk.city.find(place) if place and role in OWN_UNIT_ONLY else ""
    if unit is None:
        raise Refused(word("people.line_unit", unit=place))
    return Wanted(account.lower(), Holder(name, role, unit))


def _names(role: Role) -> set[str]:
    return {str(role), *(words(lang)(f"acts.role.{role}").lower() for lang in LANGS)}


def create_accounts(desk: Desk, wanted: Sequence[Wanted]) -> list[Given]:
    """All or none. Raises Refused with the line that stands against it."""
    require(desk, MANAGE)
    if not wanted:
        raise Refused(desk.words("people.no_lines"))
    if len(wanted) > MOST:
        raise Refused(desk.words("people.too_many", most=MOST))
    given = [Given(one.account, one.holder.name, spoken()) for one in wanted]
    digests = [hashed(one.password) for one in given]

    def work(connection: Connection) -> None:
        for one, digest in zip(wanted, digests, strict=True):
            try:
                add_one(desk, connection, one.account, one.holder, digest)
            except Refused as refusal:
                raise Refused(
                    desk.words("people.of_account", account=one.account, said=refusal)
                ) from refusal

    desk.store.write(work)
    return given
