"""Specialists cover units and hours for a field; a worker calls one with a tap, and every call is counted."""
