from tests.escalations.conftest import bare, pass_time, session, shared_postgres_url, town, transaction

__all__ = ["bare", "pass_time", "session", "shared_postgres_url", "town", "transaction"]
