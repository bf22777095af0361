"""Ten thousand incidents with names, phones, identity numbers, rooms and plates, as every tier sees them."""

from tests.privacy.proofs import leaks


def test_no_tier_reads_personal_data_of_ten_thousand_incidents():
    found, made = leaks(10_000, seed=20261122)
    assert made > 50_000
    assert found == [], found[:3]
