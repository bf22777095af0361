"""ROUND A TABLE: both sides alone, one agreement, and whether it was kept.

Four centres, grid to head office, each with its own clock.
"""
