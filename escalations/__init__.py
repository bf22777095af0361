"""UP: what nobody takes climbs the pyramid.

The truth is rows with a moment; a tick only looks at them.
"""
