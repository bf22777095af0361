"""One file per method of the Bot API, named after it.

Each holds one function of the same name that takes the Call and returns the result as JSON, or raises BotApiError.
"""
