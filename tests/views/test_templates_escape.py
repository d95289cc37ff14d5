"""What people write stands on the pages as they wrote it: no sign of it becomes HTML."""

import pytest
from markupsafe import escape

from ems_dashboard.templating import rendered
from ems_dashboard.views.consultations import meetings
from ems_dashboard.views.consultations.meetings import Line
from ems_dashboard.views.frame import acting, folding

HOSTILE = """<b onclick='x'>&"`${7*7}{{7*7}}</b>"""
SAFE = str(escape(HOSTILE))


class Any:
    """Whatever a template asks of a row is hostile; a list of it holds one row."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return LISTS.get(name, HOSTILE)

    __getitem__ = __getattr__


LISTS = {name: [HOSTILE] for name in ("texts", "numbers")}
ROW = Any()
BLOCKS = {
    "accounts/table.html": {"columns": [ROW], "rows": [[ROW]]},
    "changes/changes.html": {"title": HOSTILE, "against": HOSTILE, "lines": [ROW], "rest": HOSTILE},
    "chip.html": {"text": HOSTILE, "mood": HOSTILE},
    "handover/open.html": {"title": HOSTILE, "heads": [HOSTILE], "rows": [ROW]},
    "handover/remarks.html": {"title": HOSTILE, "remarks": HOSTILE},
    "intake/problems.html": {"title": HOSTILE, "lines": [HOSTILE]},
    "log/follow_up.html": {"late": True, "due": HOSTILE, "text": HOSTILE},
    "log/lines.html": {"heads": [HOSTILE], "rows": [[HOSTILE] * 7]},
    "reports/question.html": {"sign": "?", "sentence": HOSTILE, "answer": HOSTILE, "settled": True},
    "resources/overfull.html": {"title": HOSTILE, "lines": [HOSTILE]},
    "review/measures.html": {"measures": [ROW], "hint": HOSTILE},
    "review/rows.html": {"rows": [ROW]},
    "storms/agencies.html": {"title": HOSTILE, "note": HOSTILE, "rows": [ROW]},
    "storms/ashore.html": {"title": HOSTILE, "note": HOSTILE, "rows": [ROW], "none": ""},
    "charts/hover.html": {"lines": [HOSTILE]},
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_shows_what_was_written_and_runs_none_of_it(name):
    html = rendered(name, **BLOCKS[name])
    assert SAFE in html
    assert "<b onclick" not in html
    assert "&amp;lt;" not in html, "escaped twice"


def test_the_pieces_that_pages_share_escape_what_they_are_given():
    line = Line(HOSTILE, HOSTILE, HOSTILE, HOSTILE, "open", shown=True)
    pieces = [
        meetings.title(HOSTILE, meetings.chip(HOSTILE, "open"), HOSTILE),
        meetings.heading(HOSTILE, HOSTILE),
        meetings.paragraphs(HOSTILE),
        rendered("consultations/list.html", lines=[line]),
        acting.steps([("09:00", HOSTILE, HOSTILE)]),
        acting.table([HOSTILE], []),
        folding.fold(HOSTILE, "", HOSTILE),
    ]
    for piece in pieces:
        assert SAFE in piece
        assert "<b onclick" not in piece
        assert "&amp;lt;" not in piece


def test_a_piece_of_another_template_stands_as_it_is():
    chip = meetings.chip("值班", "open")
    assert chip in meetings.title("台风", chip)
    assert chip in acting.table(["单位"], [rendered("p.html", text=chip)])
