"""The sentence that says what is kept. Pure."""

# Raise it with every change of `consent.person` or `consent.group` in texts/: people who heard an older one are told again.
CONSENT_VERSION = 2
