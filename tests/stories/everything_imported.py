"""What the fork server imports once: all that the command line's commands import by themselves, one by one."""

import bot.__main__
import bot.maintenance
import bot.notify
import bot.operations
import bot.roster_report
import bot.service
import bot.telegram
import handlers.house  # noqa: F401 - imported for its import
