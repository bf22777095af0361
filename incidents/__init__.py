"""ONE INCIDENT, FROM WORDS TO DONE.

The legal moves of one incident and what each tier's chat shows of it.
"""
