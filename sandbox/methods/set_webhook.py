"""setWebhook: updates are posted to an address from now on."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.webhooks import Webhook

SECRET = re.compile(r"[A-Za-z0-9_-]*\Z")


def set_webhook(call: Call) -> bool:
    """True. An empty url removes the webhook. The sandbox posts to this machine only, http is enough here."""
    secret = call.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.match(secret):
        raise bad_request("secret token contains unallowed characters")
    kinds = call.json("allowed_updates", "allowed updates")
    if kinds is not None:
        call.bot.queue.allow(str(kind) for kind in kinds)
    if call.boolean("drop_pending_updates"):
        call.bot.queue.pending.clear()
    url = call.text("url").strip()
    if call.bot.webhook is not None:
        call.bot.webhook.stop()
        call.bot.webhook = None
    if url:
        _check(url)
        connections = min(max(call.integer("max_connections", 40), 1), 100)
        call.bot.webhook = Webhook(call.telegram, call.bot, url, secret, connections)
        call.bot.queue.disturb("webhook")
        call.bot.webhook.start()
    return True


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    try:
        loopback = parts.hostname == "localhost" or ip_address(parts.hostname).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise bad_request("bad webhook: the sandbox posts to this machine only")
