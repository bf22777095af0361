"""All tables in one place. Pure: importing a models module is what makes its tables known."""

from importlib import import_module

from models.base import Base

NAMES = (
    "broadcasts",
    "disputes",
    "duties",
    "fieldwork",
    "inbox",
    "incidents",
    "outbox",
    "privacy",
    "process",
    "pyramid",
    "services",
    "workday",
)
MODULES = tuple(import_module(f"models.{name}") for name in NAMES)
METADATA = Base.metadata
