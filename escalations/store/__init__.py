"""ALL SQL OF ESCALATIONS.

One file per thing that is kept; nobody but this room reads or writes them here.
"""
