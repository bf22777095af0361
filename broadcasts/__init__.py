"""DOWN: a notice reaches every group, and who has not heard is known.

Drafted, approved, held, tried on a few, sent to all, confirmed, reminded.
"""
