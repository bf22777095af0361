"""People change, the work goes on: whoever comes finds all that was open."""
