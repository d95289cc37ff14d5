"""What a password costs to guess, and what a refusal tells."""

from ems_dashboard.actions.passwords import fits, hashed
from tests.conftest import PRODUCT_HASHER


def test_the_product_hashes_at_what_owasp_asks_for():
    assert PRODUCT_HASHER.type.name == "ID"
    assert PRODUCT_HASHER.memory_cost >= 19_456
    assert PRODUCT_HASHER.time_cost >= 2


def test_a_password_fits_its_own_hash_alone_and_nobody_fits_none():
    stored = hashed("Correct-Horse-9")
    assert fits("Correct-Horse-9", stored)
    assert not fits("Correct-Horse-8", stored)
    assert not fits("Correct-Horse-9", "")
    assert not fits("Correct-Horse-9", "no hash")
