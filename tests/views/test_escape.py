"""What a feed can put into a name must not run: neither in the server's template nor in the browser."""

import folium
import pytest
from folium.features import GeoJson, GeoJsonTooltip
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.screen.escape import DANGEROUS, esc

ATTACKS = ["{{9999999*9999999}}", "{% for x in y %}", "${alert(1)}", "`", "</script><script>alert(1)</script>", "50{% off", "\\u003c",
           "{{cycler.__init__.__globals__.os.getpid()}}", "<img src=x onerror=alert(1)>", "';alert(1)//", '"', "{#", "#}", "a\nb",
           '<b onclick="window.__x=1">{{7*191}}${x}]]>&amp;<w:p/>=1+1']  # fmt: skip


def popup(text):
    return folium.Marker([24, 117], popup=text)


def tooltip(text):
    return folium.Marker([24, 117], tooltip=text)


def icon(text):
    return folium.Marker([24, 117], icon=folium.DivIcon(html=text))


def properties(text):
    feature = {
        "type": "Feature",
        "properties": {"name": text},
        "geometry": {"type": "Point", "coordinates": [117, 24]},
    }
    return GeoJson(
        {"type": "FeatureCollection", "features": [feature]},
        tooltip=GeoJsonTooltip(fields=["name"], labels=False),
    )


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("place", [popup, tooltip, icon, properties])
def test_no_text_runs_wherever_folium_puts_it(attack, place):
    html, harmless = rendered(place, esc(attack)), rendered(place, "x")
    assert "99999980000001" not in html
    assert html.count(attack) == harmless.count(attack)
    assert "alert(1)</script>" not in html


def rendered(place, text) -> str:
    chart = folium.Map(tiles=None)
    place(text).add_to(chart)
    return chart.get_root().render()


@given(st.text())
def test_no_sign_of_meaning_is_left(text):
    left = esc(text)
    for sign in DANGEROUS:
        assert sign not in left.replace("&#", "") or sign in "#&"
