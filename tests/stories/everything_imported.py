"""What the fork server imports once: all that the command line's commands import by themselves, one by one."""

import handlers.house  # noqa: F401 - imported for its import
