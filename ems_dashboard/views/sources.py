"""A line where a source is silent, was never there or could not be read: beside what it would have
brought."""

from ems_dashboard.reports.headline import source_said
from ems_dashboard.rules.evidence import Channel
from ems_dashboard.rules.facts import Fact
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame.blocks import put

Source = tuple[Channel, type[Fact]]


def unheard(here: Here, *sources: Source) -> list[str]:
    """Why that there is nothing of a kind is no evidence, a sentence for each source that is not
    sound."""
    said = (source_said(source, kind, here.words) for source, kind in sources)
    return [sentence for sentence in said if sentence]


def show(sentences: list[str]) -> None:
    if sentences:
        put(rendered("source_lines.html", lines=sentences))
