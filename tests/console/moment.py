"""When the small pyramid lives, by which bot it speaks, and who works in its first grid."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
BOT = 4242
WORKER = 105
