"""The audit row of an act that leaves no other fact."""

from ems_dashboard.actions.acting import new_id
from ems_dashboard.moments import Moment
from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.roles import Actor
from ems_dashboard.store import Connection
from ems_dashboard.store.appending import append

REFUSED = "refused"


def note_act(
    connection: Connection,
    actor: Actor,
    act: str,
    object: str = "",
    *,
    moment: Moment,
    address: str = "",
    outcome: str = "done",
) -> None:
    """`act` is `<verb>:<subject>`, e.g. lock:accounts; in the transaction of what was done."""
    verb, _, subject = act.partition(":")
    row = Act(
        act=new_id(moment),
        account=actor.account,
        name=actor.name,
        role=str(actor.role),
        verb=verb,
        subject=subject,
        object=object,
        outcome=outcome,
        address=address,
        valid_at=moment,
    )
    append(connection, [row], written_by=actor.account, moment=moment)
