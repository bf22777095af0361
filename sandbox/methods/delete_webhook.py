"""deleteWebhook: back to getUpdates."""

from sandbox.call import Call


def delete_webhook(call: Call) -> bool:
    """True, also where there was none."""
    if call.boolean("drop_pending_updates"):
        call.bot.queue.pending.clear()
    if call.bot.webhook is not None:
        call.bot.webhook.stop()
        call.bot.webhook = None
    return True
