"""The shelters and rescue teams of a county, as a card."""

from collections.abc import Iterator

from markupsafe import Markup

from ems_dashboard.rules.city import Place
from ems_dashboard.rules.shelters import Room
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import NONE
from ems_dashboard.screen.links import rows_address
from ems_dashboard.situation.resources import Post, Resources, resources
from ems_dashboard.templating import rendered


def resources_of(here: Here) -> Resources:
    key = ("resources", here.situation.version, here.as_of)
    return here.cache.once(key, lambda: resources(here.store, here.city, here.situation))


def means(here: Here) -> Markup:
    found, unit = resources_of(here), here.scope.unit
    rows = [_room(here, room) for room in found.rooms if room.place.unit == unit]
    rows += [_post(here, post) for post in found.posts if post.unit == unit]
    own = here.scope.code == unit
    return rendered(
        "scope/rows.html",
        title=here.words("scope.means" if own else "scope.means_of_county"),
        href=rows_address(here, "means"),
        aside="",
        asof="",
        rows=rows,
        nothing=here.words("scope.means_none"),
    )


def _row(head: str, text: str, state: str) -> dict[str, str]:
    return {"head": head, "text": text, "state": state}


def _name(here: Here, place: Place) -> str:
    return place.name if here.lang == "zh" else place.name_en


def _room(here: Here, room: Room) -> dict[str, str]:
    name = here.words("scope.shelter")
    return _row(name, _name(here, room.place), " · ".join(_room_state(here, room)))


def _room_state(here: Here, room: Room) -> Iterator[str]:
    if room.state is None:
        if here.situation.lead is not None:
            yield here.words("screens.figure_state.not_reported")
        return
    yield here.words(f"terms.shelter_state.{room.state.state}")
    if room.open:
        yield here.words("scope.places", n=room.occupancy, of=room.place.capacity or NONE)


def _post(here: Here, post: Post) -> dict[str, str]:
    state = here.words(f"terms.team_state.{post.state_name}")
    people = here.words("scope.people", n=post.people)
    return _row(here.words("scope.team"), _name(here, post.team), f"{state} · {people}")
