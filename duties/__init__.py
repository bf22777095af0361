"""ROUND: what the calendar brings back.

Who is away, who stands in, and when they come back.
"""
