"""EVERYTHING THAT ARRIVES: kept raw, handled once.

An update is confirmed to Telegram only after its bytes are committed.
"""
