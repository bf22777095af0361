"""A SMALL TELEGRAM ON THIS MACHINE.

python -m sandbox; knows nothing of the bot.
"""
