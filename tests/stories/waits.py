"""What stories wait for besides words."""

import asyncio

from sandbox.cast import StageChat


async def comes(chat: StageChat, label: str, message_id: int) -> None:
    """Wait until a card bears a button: other chats may have seen the same edit before."""
    for _ in range(100):
        buttons = [row for each in await chat.messages() if each["id"] == message_id for row in each["buttons"]]
        if any(label in button["text"] for row in buttons for button in row):
            return
        await asyncio.sleep(0.05)
