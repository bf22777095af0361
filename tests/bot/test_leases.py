"""One holder at a time; the fence grows; what is not committed is not held."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Interval, literal, update

from bot.database import open_database
from bot.leases import RENEW_AFTER, TTL, Holding
from bot.store import lease_holder
from models.process import Lease


class Time:
    """Machine time and monotonic time, moved together; PostgreSQL's own clock stays, so its leases are moved back instead."""

    def __init__(self):
        self.at = datetime(2026, 11, 18, tzinfo=UTC)
        self.mono = 500.0

    async def passes(self, seconds):
        self.at += timedelta(seconds=seconds)
        self.mono += seconds
        if not self.database.is_embedded:
            async with self.database.engine.begin() as connection:
                await connection.execute(
                    update(Lease).values(expires_at=Lease.expires_at - literal(timedelta(seconds=seconds), Interval))
                )


@pytest.fixture
def time():
    return Time()


@pytest.fixture
async def either(database_url, time):
    made = time.database = open_database(database_url, lambda: time.at)
    yield made
    await made.dispose()


@pytest.fixture
def two(either, time):
    return [Holding(either, "send:1", holder, lambda: time.mono) for holder in ("one", "two")]


async def test_of_two_only_one_holds(two):
    one, other = two
    assert await one.is_ours()
    assert not await other.is_ours()
    assert (one.seconds_left, other.seconds_left) == (TTL.total_seconds(), 0.0)


async def test_an_expired_lease_changes_hands_and_the_fence_grows(two, time):
    one, other = two
    await one.is_ours()
    await time.passes(TTL.total_seconds() + 1)
    assert await other.is_ours()
    assert other.fence > one.fence
    assert not await one.is_ours()


async def test_a_lease_that_is_renewed_stays(two, time):
    one, other = two
    for _ in range(20):
        assert await one.is_ours()
        assert not await other.is_ours()
        await time.passes(RENEW_AFTER + 1)


async def test_a_lease_given_back_is_free_at_once(two):
    one, other = two
    await one.is_ours()
    await one.drop()
    assert one.seconds_left == 0
    assert await other.is_ours()


async def test_hold_renews_in_the_callers_transaction_and_counts_after_its_commit(two, either, time):
    one, _ = two
    await one.is_ours()
    await time.passes(RENEW_AFTER)
    async with either.transaction() as session:
        assert await one.hold(session) == TTL.total_seconds() - RENEW_AFTER
        async with session.begin_nested():
            pass
        assert one.seconds_left == TTL.total_seconds() - RENEW_AFTER
    assert one.seconds_left == TTL.total_seconds()


async def test_a_renewal_that_is_rolled_back_does_not_count(two, either, time):
    one, _ = two
    await one.is_ours()
    await time.passes(RENEW_AFTER)
    with pytest.raises(OSError, match="away"):
        async with either.transaction() as session:
            await one.hold(session)
            raise OSError("away")
    assert one.seconds_left == TTL.total_seconds() - RENEW_AFTER


async def test_hold_tells_when_the_lease_is_lost(two, either, time):
    one, other = two
    await one.is_ours()
    await time.passes(TTL.total_seconds() + 1)
    await other.is_ours()
    async with either.transaction() as session:
        assert await one.hold(session) == 0.0


async def test_while_the_database_is_away_a_lease_lasts_as_long_as_it_was_given(two, time, monkeypatch):
    one, _ = two
    await one.is_ours()

    def away():
        raise OSError("away")

    monkeypatch.setattr(type(one.database), "transaction", lambda _: away())
    await time.passes(RENEW_AFTER + 1)
    assert await one.is_ours()
    await time.passes(TTL.total_seconds())
    assert not await one.is_ours()


async def test_the_holder_is_known_to_who_asks(two, either, time):
    await two[0].is_ours()
    async with either.reading() as session:
        assert await lease_holder(session, "send:1") == "one"
        assert await lease_holder(session, "send:2") is None
    await time.passes(60)
    async with either.reading() as session:
        assert await lease_holder(session, "send:1") is None


@pytest.mark.postgres
async def test_hosts_whose_clocks_disagree_agree_on_leases(postgres_url):
    now, two = datetime.now(UTC), []
    for name, wrong in (("early", timedelta(hours=1)), ("late", timedelta(hours=-1))):
        database = open_database(postgres_url, lambda wrong=wrong: now + wrong)
        two.append(Holding(database, "send:1", name, lambda: 500.0))
    assert [await each.is_ours() for each in two] == [True, False]
    await two[0].drop()
    assert await two[1].is_ours()
    for each in two:
        await each.database.dispose()
