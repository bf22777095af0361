"""WHAT THE DATABASE REMEMBERS.

Tables and closed word lists; imports nothing of ours.
"""
