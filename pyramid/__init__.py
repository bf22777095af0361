"""WHO IS ABOVE WHOM, WHO MAY DO WHAT.

Units, people, posts, chats, rights, calendar.
"""
