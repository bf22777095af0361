"""All SQL of the notices: the notices themselves, their copies in the outbox, and who has heard.

What concerns thousands of groups is one statement, whatever their number.
"""
