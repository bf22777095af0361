"""The people's face: what persons with a Telegram app do and see.

JSON over HTTP under /people; nothing here is Bot API.
"""
