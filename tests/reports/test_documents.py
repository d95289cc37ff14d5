"""Official documents opened again: geometry, faces, text and figures by GB/T 9704-2012."""

import io
import json
import re
from dataclasses import replace
from datetime import timedelta

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from ems_dashboard import clock
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports import consultations, handovers, orders, reports, responses
from ems_dashboard.reports.fonts import Face, fallbacks, name
from ems_dashboard.reports.paper import CHAR, PITCH, Paper, mark_size
from ems_dashboard.reports.prints import Print, printed
from ems_dashboard.reports.punctuation import full_width
from ems_dashboard.reports.titles import broken
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.handovers import Handover
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import LevelProposal, Response
from ems_dashboard.rules.terms import (
    Category,
    HandoverState,
    Hazard,
    Level,
    LevelChange,
    OrderKind,
    OrderState,
)
from ems_dashboard.situation import situation
from ems_dashboard.situation.freezing import again
from ems_dashboard.situation.meetings import reports_of
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.builders import warning
from tests.conftest import CITY_DIR

ZH, EN, CITY = words("zh"), words("en"), load_city(CITY_DIR)
AT = clock.parse("2023-09-04T17:10")
BODY = "当前形势严峻,现通知如下。\n一、抓紧转移。各县(市、区)今日20时前转移到位。\n(一)落实责任\n1.清点人数\n(1)每日上报"
ORDER = Order(
    order="2023-TY2311-O1", incident="2023-TY2311", kind=OrderKind.DIRECTIVE, serial=10, document="漳汛电〔2023〕37号",
    title="关于做好第11号台风“海葵”防御工作的第10号指令", body=BODY, units=tuple(CITY.by_code), valid_at=AT,
    receipt_due=clock.parse("2023-09-04T18:10"), feedback_due=clock.parse("2023-09-05T01:10"), approved_by="审批人甲",
)  # fmt: skip


def opened(data):
    return docx.Document(io.BytesIO(data))


def texts(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [p.text for p in document.paragraphs] + cells


def text_of(data):
    return "\n".join(texts(opened(data)))


def paragraph(document, start):
    return next(p for p in document.paragraphs if p.text.startswith(start))


def face(run, script="eastAsia"):
    """The face that a run is set in: its own, else its paragraph style's."""
    for properties in (run._r.rPr, run._parent.style.element.rPr):
        fonts = properties.find(qn("w:rFonts")) if properties is not None else None
        if fonts is not None and fonts.get(qn(f"w:{script}")):
            return fonts.get(qn(f"w:{script}"))
    return None


@pytest.fixture(scope="module")
def directive():
    return opened(orders.document(ORDER, CITY, ZH))


def test_the_sheet_has_the_margins_of_the_standard_and_22_lines_of_28_characters_fill_it(directive):
    section = directive.sections[0]
    mm = [
        round(getattr(section, side).mm)
        for side in ("top_margin", "bottom_margin", "left_margin", "right_margin")
    ]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert mm == [37, 35, 28, 26]
    assert 22 * PITCH <= 225 / 25.4 * 1440 < 22 * (PITCH + 1)
    assert 28 * CHAR <= 156 / 25.4 * 1440 < 28 * (CHAR + 1)
    body = paragraph(directive, "当前").style
    assert body.paragraph_format.line_spacing.twips == PITCH
    assert 28 <= body.paragraph_format.line_spacing.pt <= 29
    assert body.font.size.pt == 16
    assert body.element.pPr.ind.get(qn("w:firstLineChars")) == "200"


@pytest.mark.parametrize(
    ("start", "expected", "size"),
    [
        ("漳州市人民政府防汛抗旱指挥部", Face.XIAOBIAOSONG, None), ("关于做好", Face.XIAOBIAOSONG, 22),
        ("漳汛电", Face.FANGSONG, 16), ("当前", Face.FANGSONG, 16), ("一、", Face.HEITI, 16),
        ("（一）", Face.KAITI, 16), ("1.", Face.FANGSONG, 16), ("（1）", Face.FANGSONG, 16),
    ],
)  # fmt: skip
def test_every_part_is_set_in_its_face_in_chinese_and_in_latin_letters(
    directive, start, expected, size
):
    found = paragraph(directive, start)
    assert {face(found.runs[0], script) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        name(expected)
    }
    if size:
        assert found.style.font.size.pt == size


def test_what_follows_a_heading_in_its_line_is_text(directive):
    heading, rest = paragraph(directive, "一、").runs
    assert (heading.text, face(heading)) == ("一、抓紧转移。", name(Face.HEITI))
    assert face(rest) == name(Face.FANGSONG)


def test_no_font_is_embedded_and_every_face_names_what_stands_in_for_it(directive):
    parts = [str(part.partname) for part in directive.part.package.iter_parts()]
    assert not any(re.search(r"\.(odttf|ttf|otf|fntdata)$", part) for part in parts)
    table = next(
        p for p in directive.part.package.iter_parts() if str(p.partname).endswith("fontTable.xml")
    ).blob.decode()
    for one in Face:
        assert f'w:name="{name(one)}"' in table
        assert ",".join(fallbacks(one)) in table
        assert fallbacks(one)[-1] in directive.core_properties.comments
    assert "embed" not in table


def test_the_mark_is_red_and_one_line_and_the_rule_is_four_millimetres_under_the_number(directive):
    mark = paragraph(directive, "漳州市人民政府防汛抗旱指挥部")
    assert str(mark.style.font.color.rgb) == "FF0000"
    assert mark.runs[0].font.size.pt * len(mark.text) <= 156 / 25.4 * 72
    assert mark_size("二十个字的发文机关标志也要排在同一行之内才行") < mark_size("市防指")
    rule = paragraph(directive, "漳汛电〔2023〕37号")._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert (rule.get(qn("w:color")), rule.get(qn("w:space"))) == ("FF0000", "11")


def test_page_numbers_stand_between_dashes_odd_right_even_left(directive):
    section = directive.sections[0]
    assert directive.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        assert line._p.pPr.jc.get(qn("w:val")) == side
        assert line._p.pPr.ind.get(qn(f"w:{side}Chars")) == "100"
        assert [t.text for t in line._p.iter(qn("w:t"))] == ["— ", "1", " —"]
        assert face(line.runs[0]) == name(Face.SONGTI)
        assert line.style.font.size.pt == 14


def test_addressees_deadlines_date_and_imprint_are_those_of_the_fact(directive):
    told = "\n".join(texts(directive))
    assert "各县（市、区）、各开发区（投资区、高新区）：" in told
    assert "请于9月4日18时10分前签收，9月5日1时10分前反馈落实情况。" in told
    assert told.index("前反馈落实情况。") < told.index("\n2023年9月4日"), (
        "they are asked above the signature"
    )
    date = paragraph(directive, "2023年9月4日")
    assert date.style.element.pPr.ind.get(qn("w:rightChars")) == "400"
    assert "2023年9月4日印发" in told
    assert "示例数据" not in told


@pytest.mark.parametrize("kind", [OrderKind.DIRECTIVE, OrderKind.COMMAND, OrderKind.ADVISORY])
def test_without_a_public_address_no_code_and_no_bare_path_is_printed_or_sent(kind):
    order = replace(ORDER, kind=kind)
    made = opened(orders.document(order, CITY, ZH))
    assert len(made.inline_shapes) == 0
    assert "/orders?" not in "\n".join(texts(made)) + orders.message(order, CITY, ZH)


@pytest.mark.parametrize("kind", [OrderKind.DIRECTIVE, OrderKind.COMMAND, OrderKind.ADVISORY])
def test_the_code_on_the_print_leads_to_its_row_and_stands_behind_the_signature_and_the_imprint(
    monkeypatch, kind
):
    monkeypatch.setenv("EMS_PUBLIC_URL", "https://ems.example/")
    made = opened(orders.document(replace(ORDER, kind=kind), CITY, ZH))
    assert len(made.inline_shapes) == 1
    assert made.inline_shapes[0].width > Mm(12)
    told = [text for text in texts(made) if text]
    assert told[-2:] == ["扫码查看本件办理情况", "https://ems.example/orders?order=2023-TY2311-O1"]


def test_a_mobilisation_order_has_the_form_of_an_order():
    made = opened(orders.document(replace(ORDER, kind=OrderKind.MOBILISATION, serial=1), CITY, ZH))
    told = texts(made)
    assert told.index("漳州市人民政府防汛抗旱指挥部动员令") < told.index("第1号")
    assert ORDER.title not in told, "10.2 knows no title"
    assert "签发人　　审批人甲" in told
    assert "分送：各县（市、区）、各开发区（投资区、高新区）" in told


def test_an_advisory_is_a_letter_with_two_double_rules_and_no_number_on_its_first_page():
    section = opened(
        orders.document(replace(ORDER, kind=OrderKind.ADVISORY, units=("350626",)), CITY, ZH)
    ).sections[0]
    assert round(section.header_distance.mm) == 30
    assert section.different_first_page_header_footer
    mark, rule = section.first_page_header.paragraphs[0], section.first_page_footer.paragraphs[0]
    assert mark.text == CITY.headquarters
    assert [p._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:val")) for p in (mark, rule)] == [
        "thickThinSmallGap", "thinThickSmallGap",
    ]  # fmt: skip
    assert (
        156
        - round(mark.paragraph_format.left_indent.mm)
        - round(mark.paragraph_format.right_indent.mm)
        == 156 + 8 + 6
    )
    assert rule.text == ""


@pytest.mark.parametrize(
    ("change", "mark"),
    [({"state": OrderState.DRAFT}, "送审稿"), ({"mode": "exercise"}, "演练"), ({"source": "simulated"}, "示例数据"),
     ({"state": OrderState.WITHDRAWN}, "已撤回")],
)  # fmt: skip
@pytest.mark.parametrize("kind", OrderKind)
def test_a_print_that_is_not_a_real_issued_order_says_so_first(change, mark, kind):
    assert mark in text_of(orders.document(replace(ORDER, kind=kind, **change), CITY, ZH))


def test_a_correction_names_what_it_corrects():
    told = text_of(
        orders.document(
            replace(ORDER, corrects="x"), CITY, ZH, replace(ORDER, serial=9, title="关于转移的指令")
        )
    )
    assert "本件更正第9号指令《关于转移的指令》" in told
    ending = replace(ORDER, corrects="x", feedback_due=None, category=None, complete_by=None)
    told = text_of(
        orders.document(ending, CITY, ZH, replace(ORDER, serial=9, title="关于转移的指令"))
    )
    assert "第9号指令《关于转移的指令》现予撤回" in told


def test_characters_that_no_document_can_hold_are_left_out():
    assert "甲乙" in text_of(orders.document(replace(ORDER, body="甲\x00\x01乙\ufffe"), CITY, ZH))


def test_a_notice_gives_storm_plan_decision_and_duties(demo_store):
    at = clock.parse("2023-09-04T09:00")
    change = Response(
        incident="2023-TY2311", unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.II, change=LevelChange.RAISE,
        document="漳汛电〔2023〕36号", valid_at=at,
    )  # fmt: skip
    told = text_of(responses.document(change, CITY, ZH, situation(demo_store, CITY, at)))
    assert "关于提升防台风应急响应至Ⅱ级的通知" in told
    assert "《漳州市防台风暴雨洪涝应急预案》（漳政办〔2020〕53号）" in told
    assert "决定自9月4日9时起，漳州市防台风应急响应提升至Ⅱ级" in told
    assert "北纬" in told
    for duty in CITY.plan.duties:
        wanted = duty.level is Level.II and duty.hazard in (None, Hazard.TYPHOON)
        assert (duty.text in told) == wanted, duty.code
    ended = text_of(
        responses.document(
            replace(change, level=None, change=LevelChange.END),
            CITY,
            ZH,
            situation(demo_store, CITY, at),
        )
    )
    assert "终止防台风应急响应" in ended


def test_a_county_that_decided_itself_issues_its_own_notice_to_those_below_it(demo_store):
    at = clock.parse("2023-09-04T09:00")
    own = Response(
        incident="2023-TY2311", unit="350623", hazard=Hazard.TYPHOON, level=Level.II, change=LevelChange.START,
        document="漳浦汛电〔2023〕3号", valid_at=at,
    )  # fmt: skip
    picture = situation(demo_store, CITY, at)
    told = text_of(responses.document(own, CITY, ZH, picture))
    assert "漳浦县防汛抗旱指挥部" in told
    assert CITY.headquarters not in told
    assert "漳浦汛电〔2023〕3号" in told
    assert "各乡镇（街道），各成员单位：" in told
    demanded = [duty for duty in CITY.plan.duties if duty.text in told]
    assert {duty.owner_code for duty in demanded} == {"units"}
    assert responses.message(own, CITY, ZH).count("漳浦县防汛抗旱指挥部")
    english = text_of(responses.document(own, CITY, EN, picture))
    assert "Flood Control and Drought Relief Headquarters of Zhangpu County" in english
    by_city = replace(own, document="漳汛电〔2023〕3号")
    told = text_of(responses.document(by_city, CITY, ZH, picture))
    assert CITY.headquarters in told
    assert "漳浦县防汛抗旱指挥部" not in told


NOTICE = Response(
    incident="2023-TY2311", unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.III, change=LevelChange.START,
    document="漳汛电〔2023〕36号", reason="沿海风力已明显增大", valid_at=clock.parse("2023-09-04T09:00"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "before", "level", "suggested", "heading"),
    [
        (LevelChange.START, None, Level.III, Level.III, None),
        (LevelChange.START, None, Level.IV, None, "启动理由：沿海风力已明显增大。"),
        (LevelChange.START, None, Level.III, Level.IV, "越级启动理由："),
        (LevelChange.RAISE, Level.III, Level.II, Level.II, "\n提升理由："),
        (LevelChange.RAISE, Level.IV, Level.II, Level.II, "越级提升理由："),
        (LevelChange.LOWER, Level.II, Level.III, None, "\n降低理由："),
        (LevelChange.LOWER, Level.I, Level.III, None, "越级降低理由："),
        (LevelChange.END, Level.II, None, None, "\n终止理由："),
    ],
)
def test_a_reason_is_headed_by_what_was_done_and_a_start_by_the_plan_needs_none(
    demo_store, change, before, level, suggested, heading
):
    row, picture = (
        replace(NOTICE, change=change, level=level),
        situation(demo_store, CITY, NOTICE.valid_at),
    )
    told = text_of(responses.document(row, CITY, ZH, picture, before=before, suggested=suggested))
    assert told.count("理由：") == (heading is not None)
    assert heading is None or heading in told
    silent = replace(row, reason=" ")
    assert "理由" not in text_of(
        responses.document(silent, CITY, ZH, picture, before=before, suggested=suggested)
    )


@pytest.mark.parametrize(
    ("change", "before", "level", "asked"),
    [
        (LevelChange.START, None, Level.III, (Level.IV, Level.III)),
        (LevelChange.RAISE, Level.III, Level.II, (Level.II,)),
        (LevelChange.RAISE, Level.IV, Level.II, (Level.III, Level.II)),
        (LevelChange.LOWER, Level.II, Level.III, ()),
        (LevelChange.END, Level.III, None, ()),
    ],
)
def test_a_notice_asks_for_what_the_level_adds_to_the_one_before(
    demo_store, change, before, level, asked
):
    row, picture = (
        replace(NOTICE, change=change, level=level),
        situation(demo_store, CITY, NOTICE.valid_at),
    )
    told = text_of(responses.document(row, CITY, ZH, picture, before=before))
    for duty in CITY.plan.duties:
        wanted = duty.level in asked and duty.hazard in (None, Hazard.TYPHOON)
        assert (duty.text in told) == wanted, duty.code


def test_the_level_before_and_the_plan_are_read_from_the_ledger(tmp_path):
    """Raised by two levels upon a proposal; and started where the plan suggested it."""
    store, start = open_store(f"sqlite:///{tmp_path / 'own.sqlite'}"), NOTICE.valid_at
    later = start + timedelta(hours=3)
    case = Incident(
        incident=NOTICE.incident, hazard=Hazard.TYPHOON, name="海葵", began_at=start, valid_at=start
    )
    proposed = LevelProposal(
        proposal="P1", incident=NOTICE.incident, unit=CITY.code, hazard=Hazard.TYPHOON, level=Level.IV,
        change=LevelChange.START, effective_at=start, suggested=Level.IV, valid_at=start,
    )  # fmt: skip
    first = replace(NOTICE, level=Level.IV, proposal="P1")
    raised = replace(NOTICE, level=Level.II, change=LevelChange.RAISE, valid_at=later)
    store.append([case, proposed, first, raised], moment=later)
    one, two = store.history(Response)
    told = [
        text_of(printed(Print.RESPONSE, store, CITY, ZH, later, str(row.seq)).document)
        for row in (one, two)
    ]
    store.close()
    assert "理由" not in told[0]
    assert "越级提升理由：沿海风力已明显增大。" in told[1]


def test_a_notice_rests_on_what_was_known_when_the_level_was_decided(tmp_path):
    """In effect from 09:00, approved at 09:02: a warning of 09:01 is among its reasons, one of
    09:05 is not."""
    start = NOTICE.valid_at
    minute = timedelta(minutes=1)
    store = open_store(f"sqlite:///{tmp_path / 'own.sqlite'}")
    before = warning("W1", start + minute, level=Level.IV, case=NOTICE.incident)
    after = warning("W2", start + 5 * minute, level=Level.I, case=NOTICE.incident)
    case = Incident(
        incident=NOTICE.incident, hazard=Hazard.TYPHOON, name="海葵", began_at=start, valid_at=start
    )
    row = replace(NOTICE, level=Level.IV, change=LevelChange.START)
    store.append([replace(before, headline="台风蓝色预警")], moment=start + minute)
    store.append([case, row], moment=start + 2 * minute)
    store.append([replace(after, headline="台风红色预警")], moment=start + 5 * minute)
    text = text_of(printed(Print.RESPONSE, store, CITY, ZH, start + 10 * minute).document)
    store.close()
    assert "台风蓝色预警" in text
    assert "台风红色预警" not in text


def test_minutes_carry_decisions_with_owner_and_deadline_and_who_was_there():
    held = Consultation(
        consultation="C5", incident="2023-TY2311", serial=5, held_at=AT, host="值班领导甲", place="指挥中心",
        attending=("市气象局", "市水利局"), units=("350626",), facts="中心位于东山东南海面。", conclusion="维持Ⅱ级响应。",
        hazard=Hazard.TYPHOON, change=LevelChange.RAISE, level=Level.I, signed_by="审批人乙", valid_at=AT,
    )  # fmt: skip
    decided = Decision(consultation="C5", number=1, incident="2023-TY2311", matter="排查低洼地带", units=("350626",),
                       deadline=clock.parse("2023-09-04T18:00"), valid_at=AT)  # fmt: skip
    told = text_of(consultations.document(held, [decided], CITY, ZH, None))
    for said in ("漳州市防汛防台风会商纪要", "第5次", "1.排查低洼地带，责任单位：东山县，时限：9月4日18时。",
                 "建议将防台风应急响应提升至Ⅰ级。", "出席：市气象局、市水利局", "连线：东山县", "签发：审批人乙"):  # fmt: skip
        assert said in told


def test_a_report_prints_what_was_signed_and_the_frozen_figures_to_the_digit(demo_store):
    at = clock.parse("2023-09-04T18:30")
    report = reports_of(demo_store, "2023-TY2311", at)[0]
    assert report.cut_off == clock.parse("2023-09-04T17:00")
    picture = again(demo_store, CITY, report).situation
    made = printed(Print.DYNAMIC, demo_store, CITY, ZH, at, report.report)
    rows = [[cell.text for cell in row.cells] for row in opened(made.document).tables[0].rows]
    total = picture.figure(CITY.code, Category.PEOPLE)
    assert rows[2][:3] == ["漳州市", f"{total.target:,}", f"{total.moved:,}"]
    assert len(rows) == 2 + 1 + len(CITY.units)
    figures = [int(row[2].replace(",", "")) for row in rows[3:]]
    assert sum(figures) == total.moved
    assert f"累计已转移{total.moved:,}人" in text_of(made.document)
    signed = Report(report="B", incident="i", serial=7, cut_off=AT, title="第7期", version=2, reason="更正转移人数",
                    sections='{"people": "x"}', signed_by="审批人甲", valid_at=AT)  # fmt: skip
    told = text_of(reports.document(signed, CITY, ZH, {"people": "累计51,252人。"}, []))
    assert "第2版：更正转移人数" in told
    assert "累计51,252人。" in told


def test_a_handover_sheet_lists_what_is_open_and_who_has_signed():
    sheet = Handover(
        handover="h", outgoing="a", outgoing_name="值班员甲", incoming="b", incoming_name="值班员乙", shift_from=AT,
        shift_to=AT, state=HandoverState.SIGNED_OUT, valid_at=AT,
        open_list='[{"kind": "receipt", "subject": "第10号指令", "units": ["350626"], "due_at": "2023-09-04T18:10+08:00"}]',
    )  # fmt: skip
    made = opened(handovers.document(sheet, CITY, ZH))
    assert [cell.text for cell in made.tables[0].rows[1].cells] == [
        "1",
        "未签收",
        "第10号指令",
        "东山",
        "9月4日18时10分",
    ]
    assert "交班：值班员甲" in texts(made)
    assert "接班：未签字" in texts(made)


@pytest.mark.parametrize(
    ("kind", "due_at", "said"),
    [
        ("consultation", "2023-09-04T20:30+08:00", "20:30 会商(按预案时刻)"),
        ("report", "2023-09-04T18:00+08:00", "18:00 动态报告(按预案时刻)"),
        ("issue", "2023-09-04T18:00+08:00", "(无标题)"),
        ("report", None, "(无标题)"),
    ],
)
def test_what_the_timetable_asks_is_named_by_its_hour_in_the_sheet(kind, due_at, said):
    item = {"kind": kind, "subject": "", "units": [], "due_at": due_at}
    sheet = Handover(
        handover="h", outgoing="a", outgoing_name="值班员甲", shift_from=AT, shift_to=AT, valid_at=AT,
        open_list=json.dumps([item]),
    )  # fmt: skip
    made = opened(handovers.document(sheet, CITY, ZH))
    assert made.tables[0].rows[1].cells[2].text == full_width(said)


def test_a_report_without_an_id_is_a_draft_with_the_figures_of_the_moment(demo_store):
    at = clock.parse("2023-09-04T20:24")
    total = situation(demo_store, CITY, at).figure(CITY.code, Category.PEOPLE)
    told = text_of(printed(Print.DYNAMIC, demo_store, CITY, ZH, at).document)
    assert f"应转移{total.target:,}人，累计已转移{total.moved:,}人" in told
    assert "截至9月4日20时24分" in told
    assert "送审稿" in told


@pytest.mark.parametrize("kind", Print)
def test_every_kind_is_made_from_the_ledger_in_both_languages(demo_store, kind):
    for word in (ZH, EN):
        made = printed(kind, demo_store, CITY, word, clock.parse("2023-09-04T20:24"))
        assert made.message
        assert not re.search(r"\{|None", made.message + text_of(made.document))


def test_a_document_that_is_not_there_is_refused_with_a_sentence(demo_store):
    with pytest.raises(Refused, match="截至2023-09-04 20:24没有可打印的指令"):
        printed(Print.ORDER, demo_store, CITY, ZH, clock.parse("2023-09-04T20:24"), "nothing")


def test_the_parts_of_a_paragraph_stand_in_the_order_of_the_schema(directive):
    """Word refuses or drops what is out of order."""
    order = {
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc outlineLvl rPr",
        "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs lang",
    }
    for root in (
        directive.element,
        directive.styles.element,
        directive.sections[0].footer._element,
    ):
        for tag, names in order.items():
            places = names.split()
            for properties in root.iter(qn(f"w:{tag}")):
                found = [places.index(child.tag.partition("}")[2]) for child in properties]
                assert found == sorted(found), [child.tag for child in properties]


@pytest.mark.parametrize(
    ("typed", "printed_as"),
    [("各县(市、区),应转移5,395人:东山", "各县（市、区），应转移5,395人：东山"), ("20:24", "20:24"), ("(1)每日", "（1）每日"),
     ("http://a.b:80/x?y=1", "http://a.b:80/x?y=1"), ("force (7)", "force (7)")],
)  # fmt: skip
def test_signs_that_touch_chinese_are_chinese(typed, printed_as):
    assert full_width(typed) == printed_as


def test_a_long_title_is_broken_between_words_into_even_lines():
    lines = broken("关于做好第11号台风“海葵”防御工作的第10号指令", ZH)
    assert lines == ["关于做好第11号台风“海葵”", "防御工作的第10号指令"]
    assert broken("关于终止防台风应急响应的通知", ZH) == ["关于终止防台风应急响应的通知"]


def test_a_title_of_300_signs_stands_whole_on_the_page_and_is_cut_in_the_properties_alone():
    title = "关于" + "转移避险" * 74 + "的指令"
    document = opened(orders.document(replace(ORDER, title=title), CITY, ZH))
    assert title in "".join(texts(document)).replace("\n", "")
    assert len(title) > 255
    assert document.core_properties.title == title[:255]


@pytest.mark.parametrize("length", [255, 256, 3000])
def test_every_sheet_is_made_whatever_the_length_of_its_title(length):
    assert (
        opened(Paper("题" * length, ZH, ORDER.valid_at).as_bytes()).core_properties.title
        == "题" * 255
    )
