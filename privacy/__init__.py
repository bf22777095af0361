"""WHAT IS KEPT OF PEOPLE, AND HOW IT GOES.

Everybody sees, takes out and erases their own data; what is old goes by itself; every export is written down.
"""
