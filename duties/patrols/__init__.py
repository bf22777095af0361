"""A worker walks through the grid: check points, photos, how far; at the end one log for the grid's group."""
