"""Where a block of a CAP alert holds: codes, polygons, circles, and whether that is near the city at all."""

import pytest
from lxml import etree

from ems_dashboard.feeds.cap_areas import codes_of, is_coded, is_unreadable, near, rings_of
from ems_dashboard.rules.geometry import distance_km
from ems_dashboard.rules.warnings import rings


def info(*inner):
    return etree.fromstring(f"<info><area>{''.join(inner)}</area></info>")


def geocode(value):
    return f"<geocode><valueName>adcode</valueName><value>{value}</value></geocode>"


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        (["350626"], ["350626"]),
        (["350626000000"], ["350626"]),
        (["350626,350623"], ["350626", "350623"]),
        (["350626;350623", "350600"], ["350626", "350623", "350600"]),
        ([" 350626 , "], ["350626"]),
        ([""], []),
    ],
)
def test_codes_stand_alone_in_rows_or_with_their_villages_behind_them(values, codes):
    assert list(codes_of(info(*map(geocode, values)))) == codes


def test_only_codes_of_our_system_say_where_a_warning_holds():
    assert is_coded(["CNJ1", "350626"])
    assert not is_coded(["CNJ100", "750626", "35062", ""])
    assert not is_coded([])


def test_a_circle_is_drawn_as_a_ring_at_its_radius():
    (text,) = rings_of(info("<circle>23.7,117.4 50</circle>"))
    (ring,) = rings([text])
    assert {round(distance_km((117.4, 23.7), point)) for point in ring} == {50}
    assert (ring[0], len(ring)) == (ring[-1], 37)


def test_what_cannot_be_read_is_left_out_and_the_rest_is_drawn():
    polygon = "23,117 24,117 24,118"
    block = info(
        f"<polygon>{polygon}</polygon>",
        "<polygon>23,117 24,117</polygon>",
        "<circle>around here</circle>",
        "<circle>123.7,117.4 50</circle>",
    )
    assert list(rings_of(block)) == [polygon]
    areas = list(block.iter("polygon", "circle"))
    assert [is_unreadable(area) for area in areas] == [False, True, True, True]
    assert not is_unreadable(etree.fromstring("<polygon/>"))


@pytest.mark.parametrize(
    ("ring", "touches"),
    [
        ("23,117 24,117 24,118", True),
        ("10,100 40,100 40,130", True),  # the city lies within it
        ("39,116 40,116 40,117", False),  # the same longitude, far north
        ("23,100 24,100 24,101", False),  # the same latitude, far west
        ("-90,0 -89,0 -89,1", False),
    ],
)
def test_a_drawn_area_is_near_where_it_may_touch_a_unit_or_a_township(context, ring, touches):
    assert near((ring,), context.city) is touches
    assert near(("39,116 40,116 40,117", ring), context.city) is touches


def test_nothing_drawn_is_near_nothing(context):
    assert not near((), context.city)
