"""EVERY SENTENCE THE BOT SAYS.

Chinese first, English beside it; one template per message.
"""
