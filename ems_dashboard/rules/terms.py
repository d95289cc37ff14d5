"""The field's closed lists. The value is the code in files, addresses and JSON; words are in
text/terms.toml."""

from enum import StrEnum


class Hazard(StrEnum):
    TYPHOON = "typhoon"
    RAINSTORM = "rainstorm"


class Level(StrEnum):
    """Response level, Ⅳ lowest to Ⅰ highest. Compare by `severity`, never by the text."""

    I = "Ⅰ"  # noqa: E741
    II = "Ⅱ"
    III = "Ⅲ"
    IV = "Ⅳ"

    @property
    def severity(self) -> int:
        """4 for Ⅰ … 1 for Ⅳ."""
        return {"Ⅰ": 4, "Ⅱ": 3, "Ⅲ": 2, "Ⅳ": 1}[self.value]


class LevelChange(StrEnum):
    START = "start"
    RAISE = "raise"
    LOWER = "lower"
    END = "end"


class Category(StrEnum):
    """Who and what is brought to safety (domain: reference form of counties). Those that the
    program speaks of by name; which there are in a city, and more, say the rows of its plan."""

    PEOPLE = "people"
    FISHING_VESSELS = "fishing_vessels"
    TOWNSHIP_VESSELS = "township_vessels"
    RAFT_WORKERS = "raft_workers"
    RAFT_OTHERS = "raft_others"  # 渔排非劳动力(老弱妇幼), counted where a unit counts them


def category_of(code: str) -> Category:
    """The category of a code of the plan; where the plan is the first to name it, it becomes a
    member like the others. Raises ValueError for what is no code."""
    found = Category._value2member_map_.get(code)
    if isinstance(found, Category):
        return found
    if not (code.isascii() and code.isidentifier() and code == code.lower()):
        raise ValueError(f"category {code!r}: a code is small letters, digits and _")
    member = str.__new__(Category, code)
    member._name_, member._value_ = code.upper(), code
    Category._member_names_.append(member._name_)
    Category._member_map_[member._name_] = member
    Category._value2member_map_[code] = member
    return member


class WarningKind(StrEnum):
    WEATHER = "weather"
    FLASH_FLOOD = "flash_flood"
    GEOLOGICAL = "geological"


class Colour(StrEnum):
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"

    @property
    def severity(self) -> int:
        """4 for red … 1 for blue."""
        return {"red": 4, "orange": 3, "yellow": 2, "blue": 1}[self.value]


class MessageType(StrEnum):
    ALERT = "alert"
    UPDATE = "update"
    CANCEL = "cancel"


class OrderKind(StrEnum):
    MOBILISATION = "mobilisation"  # 动员令
    DIRECTIVE = "directive"  # 指令
    ADVISORY = "advisory"  # 提示函
    COMMAND = "command"  # 命令
    NOTICE = "notice"  # 通知


class OrderState(StrEnum):
    DRAFT = "draft"
    RETURNED = "returned"  # 退回修改
    APPROVED = "approved"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"  # by a newer order that names it
    DISCARDED = "discarded"  # a draft that was given up


class ReceiptState(StrEnum):
    SENT = "sent"
    RECEIVED = "received"
    IN_HAND = "in_hand"
    ANSWERED = "answered"
    VERIFIED = "verified"


class ReminderStage(StrEnum):
    RECEIPT = "receipt"
    FEEDBACK = "feedback"


class ReminderState(StrEnum):
    DRAFTED = "drafted"
    SENT = "sent"


class ProposalState(StrEnum):
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REFUSED = "refused"


class SuggestionChoice(StrEnum):
    FOLLOWED = "followed"
    DECLINED = "declined"


class DutyStateName(StrEnum):
    OPEN = "open"
    IN_HAND = "in_hand"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class GroupKind(StrEnum):
    LEADER = "leader"  # 市领导联系县区工作组
    DEFENCE = "defence"  # 防御工作组


class GroupState(StrEnum):
    STANDBY = "standby"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    RETURNED = "returned"


class ShelterStateName(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class TeamStateName(StrEnum):
    STANDBY = "standby"
    PREPOSITIONED = "prepositioned"
    DISPATCHED = "dispatched"
    ON_SITE = "on_site"
    RETURNED = "returned"


class SupplyMove(StrEnum):
    STOCK = "stock"
    DISPATCHED = "dispatched"
    ARRIVED = "arrived"
    USED = "used"
    RETURNED = "returned"


class DispatchState(StrEnum):
    REQUESTED = "requested"
    DISPATCHED = "dispatched"
    ARRIVED = "arrived"
    IN_USE = "in_use"
    RETURNED = "returned"
    CONSUMED = "consumed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by the county that asked


class CallAbout(StrEnum):
    """What somebody is called or told about."""

    ORDER = "order"
    WARNING = "warning"
    FIGURES = "figures"
    LEVEL = "level"
    REMINDER = "reminder"
    QUESTION = "question"
    TEST = "test"


class CallOutcome(StrEnum):
    REACHED = "reached"
    MISSED = "missed"
    PASSED_ON = "passed_on"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"  # in quiet hours too


class NoticeState(StrEnum):
    """A message on its way to a person."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"  # and tried again
    GIVEN_UP = "given_up"


class VesselKind(StrEnum):
    FISHING = "fishing"
    TOWNSHIP = "township"
    RAFT = "raft"
    FERRY = "ferry"
    CONSTRUCTION = "construction"
    YACHT = "yacht"
    UNPOWERED = "unpowered"  # 无动力、长期停泊、扣押、修造船
    DANGEROUS = "dangerous"
    TRANSPORT = "transport"


class VesselMove(StrEnum):
    IN_PORT = "in_port"  # 就近进港避风
    WITHDRAWN = "withdrawn"  # 撤至安全水域
    ASHORE = "ashore"  # 人员撤离上岸
    REINFORCED = "reinforced"
    STOPPED = "stopped"


class ImpactItem(StrEnum):
    """Figures of the national disaster form (累计)."""

    AFFECTED_PEOPLE = "affected_people"
    DEATHS = "deaths"
    MISSING = "missing"
    INJURED = "injured"
    CROPS_HA = "crops_ha"
    HOUSES_COLLAPSED = "houses_collapsed"
    HOUSES_DAMAGED = "houses_damaged"
    LOSS_CNY_10K = "loss_cny_10k"


class DueKind(StrEnum):
    CONSULTATION = "consultation"
    REPORT = "report"


class DueState(StrEnum):
    DUE = "due"
    SOON = "soon"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    MISSED = "missed"


class ConsultationState(StrEnum):
    HELD = "held"
    SIGNED = "signed"


class ReportState(StrEnum):
    DRAFT = "draft"
    FROZEN = "frozen"
    SIGNED = "signed"
    REPLACED = "replaced"


class QuestionCode(StrEnum):
    """What the number police asks about a figure."""

    FELL = "fell"
    RETURNED_FELL = "returned_fell"
    PARTS = "parts"
    TARGET = "target"
    UNCHANGED = "unchanged"
    OVER = "over"
    SILENT = "silent"


class QuestionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"


class LogCategory(StrEnum):
    CALL_IN = "call_in"
    CALL_OUT = "call_out"
    INSTRUCTION = "instruction"
    NOTE = "note"


class FollowUpState(StrEnum):
    NONE = "none"
    OPEN = "open"
    CLOSED = "closed"


class LessonState(StrEnum):
    OPEN = "open"
    DONE = "done"


class HandoverState(StrEnum):
    PREPARED = "prepared"
    SIGNED_OUT = "signed_out"  # by the officer who leaves
    SIGNED = "signed"  # by both


class OpenKind(StrEnum):
    """What a shift may leave open."""

    APPROVAL = "approval"
    ISSUE = "issue"
    RETURNED = "returned"
    HAND_IN = "hand_in"
    QUESTION = "question"
    REMINDER = "reminder"
    CALL = "call"
    REQUEST = "request"
    UNASSIGNED = "unassigned"
    RECEIPT = "receipt"
    FEEDBACK = "feedback"
    DUTY = "duty"
    CONSULTATION = "consultation"
    REPORT = "report"
    FOLLOW_UP = "follow_up"


class Grade(StrEnum):
    """Tropical-cyclone grades, GB/T 19201-2006 (2-minute mean wind near the centre)."""

    TD = "TD"
    TS = "TS"
    STS = "STS"
    TY = "TY"
    STY = "STY"
    SUPER_TY = "SuperTY"
    EXTRATROPICAL = "ET"
