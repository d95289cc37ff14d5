"""Who sits at the desk of the demonstration: by day one officer, by night the other, and one who approves."""

from datetime import datetime

from ems_dashboard.clock import beijing
from ems_dashboard.rules.roles import Actor, Role

DAY = Actor("duty1", "值班员甲", Role.DUTY_OFFICER)
NIGHT = Actor("duty2", "值班员乙", Role.DUTY_OFFICER)
APPROVER = Actor("approver", "审批人甲", Role.APPROVER)


def on_duty(moment: datetime) -> Actor:
    return DAY if 8 <= beijing(moment).hour < 20 else NIGHT
