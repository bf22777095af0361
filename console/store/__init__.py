"""All SQL of the console, in drawers: sessions, pyramid, incidents, notices, machinery. It only reads what is not its own."""
