"""Every kind of fact. A new kind is a dataclass in its subject's file and a line here."""

from ems_dashboard.rules.acts import Act
from ems_dashboard.rules.calls import Call
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.dispatches import Dispatch
from ems_dashboard.rules.duties import DutyState
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.feed_runs import FeedRun
from ems_dashboard.rules.groups import Cadres, Deployment
from ems_dashboard.rules.handovers import Handover
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.lessons import Lesson
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.notices import Notice
from ems_dashboard.rules.observations import Rain, RiverLevel
from ems_dashboard.rules.orders import Order, Receipt, Reminder
from ems_dashboard.rules.reports import Report, ReportFigures, ReportQuestion
from ems_dashboard.rules.responses import LevelProposal, Response, SuggestionDecision
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.rules.warnings import WarningMessage

KINDS: dict[str, type[Fact]] = {
    kind.KIND: kind
    for kind in (
        Incident,
        Response,
        WarningMessage,
        Order,
        Receipt,
        Consultation,
        Decision,
        Report,
        ReportFigures,
        ReportQuestion,
        Evacuation,
        VesselAction,
        Deployment,
        Cadres,
        ShelterState,
        TeamState,
        SupplyState,
        Measure,
        StormFix,
        StormForecast,
        Rain,
        RiverLevel,
        Impact,
        MessageBatch,
        FeedRun,
        Act,
        LevelProposal,
        SuggestionDecision,
        DutyState,
        Reminder,
        LogEntry,
        Handover,
        Lesson,
        Dispatch,
        Contact,
        Call,
        Notice,
    )
}
