"""HOW THE DATABASE CAME TO LOOK AS IT DOES.

Alembic, on SQLite and PostgreSQL alike; the address comes from the caller, never from the environment.
"""
