"""THE PROCESS: switches everything on.

The only room that reads environment, clock and timetable.
"""
