"""The same small town where English is spoken: units, roster, chats and greetings."""

UNITS = [
    ("HQ", "", "hq", "Riverside District"),
    ("S", "HQ", "street", "Harbour Street"),
    ("C", "S", "community", "Plane Tree Community"),
    ("G", "C", "grid", "Grid One"),
    ("M3", "G", "micro_grid", "Building 3"),
    ("M5", "G", "micro_grid", "Building 5"),
]
