"""EVERYTHING THAT LEAVES.

A row says what is to be said; it is composed at the moment of sending.
"""
