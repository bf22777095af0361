"""All SQL of the pyramid, in drawers: units, people, groups, codes, roster."""
