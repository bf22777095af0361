"""Told on behalf of somebody: who brought the words is asked once how the other one shall hear what became of it."""
