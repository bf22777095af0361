"""All SQL of the outbox.

Wishes to say something; rows on their way; rows looked up.
"""
