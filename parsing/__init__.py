"""WORDS TO REPORT.

Pure: no database, no clock, no Telegram.
"""
