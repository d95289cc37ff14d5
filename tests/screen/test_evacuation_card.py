"""The card's share is that of the whole city only where everybody who owes the figure has told it."""

from types import SimpleNamespace

import pytest

from ems_dashboard.screen.evacuation_card import UNTOLD, _share
from ems_dashboard.text import words

ZH = SimpleNamespace(words=words("zh"))


def figure(share, reported, owed=16):
    return SimpleNamespace(share=share, reported=reported, owed=owed)


@pytest.mark.parametrize(
    ("share", "reported", "said"),
    [
        (None, 1, UNTOLD),
        (None, 16, "无需转移"),
        (1.0, 2, "已报单位的 100%"),
        (1.0, 16, "100%"),
        (0.999, 16, "99%"),
        (0.0, 16, "0%"),
    ],
)
def test_the_share_says_whose_it_is(share, reported, said):
    assert _share(ZH, figure(share, reported)) == said
