"""One story per file, through the real dispatcher and the sandbox."""
