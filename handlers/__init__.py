"""THE TELEGRAM DOOR: one update, one use case.

Speaks only through the outbox.
"""
