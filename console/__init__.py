"""THE WEB DOOR: the same use cases, the same words.

aiohttp, Jinja2 and htmx; pages are made on the server.
"""
