"""HOW FAST, BESIDE WHOM: each figure with a peer measured in the same minutes, on the same stub."""
