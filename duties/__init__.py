"""ROUND: what the calendar brings back.

Digests and housekeeping that come round by day and hour.
"""
