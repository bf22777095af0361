"""getWebhookInfo: where updates go and how that works out."""

from sandbox.call import Call
from sandbox.objects import Json


def get_webhook_info(call: Call) -> Json:
    """WebhookInfo; last errors stay until a new webhook is set."""
    queue, webhook = call.bot.queue, call.bot.webhook
    queue.drop_expired(call.telegram.clock.now())
    body: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }
    if webhook is not None:
        body |= {"max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
        if webhook.last_error is not None:
            body["last_error_date"], body["last_error_message"] = webhook.last_error
    if queue.allowed is not None:
        body["allowed_updates"] = sorted(queue.allowed)
    return body
