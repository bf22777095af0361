"""The stage hand's face: bots, seeds, faults, flood control, the clock, the transcript.

JSON over HTTP under /control.
"""
