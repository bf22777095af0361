"""A bot that is just enough for the page: it answers, edits, photographs nothing, and has a clock that can be moved."""

import asyncio
import re
from datetime import datetime, timedelta, timezone

from aiohttp import ClientSession, ClientTimeout, web

SHANGHAI = timezone(timedelta(hours=8))
GRID, COMMUNITY, STREET, HQ = -1002100000007, -1002100000004, -1002100000002, -1002100000001
LEADERS_CHAT = -1002100000011
NUMBER = "#T1-0001"


def keys(*rows):
    return {"inline_keyboard": [[{"text": word, "callback_data": word} for word in row] for row in rows]}


class FakeBot:
    """`async with FakeBot(sandbox_url, token) as bot`: `bot.url` is where its clock answers."""

    def __init__(self, sandbox, token):
        self.id = int(token.partition(":")[0])
        self.api = f"{sandbox}/bot{token}"
        self.now = datetime(2040, 11, 22, 1, 30, tzinfo=SHANGHAI)  # ahead of any machine this runs on
        self.cards = {}  # chat id -> message id
        self.state = "待接单"
        self.passed = timedelta(0)

    async def __aenter__(self):
        self.session = ClientSession(timeout=ClientTimeout(total=60))
        app = web.Application()
        app.add_routes([web.get("/demo/clock", self.tell), web.post("/demo/clock", self.move)])
        self.runner = web.AppRunner(app, access_log=None)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}"
        self.polling = asyncio.create_task(self.poll())
        return self

    async def __aexit__(self, *_):
        assert not self.polling.done(), self.polling.exception()
        self.polling.cancel()
        await asyncio.gather(self.polling, return_exceptions=True)
        await self.session.close()
        await self.runner.cleanup()

    async def call(self, method, **fields):
        async with self.session.post(f"{self.api}/{method}", json=fields) as response:
            body = await response.json()
        assert body["ok"], body
        return body["result"]

    async def poll(self):
        offset = 0
        while True:
            for update in await self.call("getUpdates", timeout=20, offset=offset):
                offset = update["update_id"] + 1
                if "message" in update:
                    await self.heard(update["message"])
                elif "callback_query" in update:
                    await self.pressed(update["callback_query"])

    def card(self):
        return f"<b>{NUMBER}</b> 🟠 水管爆裂 · 梧桐苑3幢 2单元\n紧急 · {self.state}"

    async def show(self, chat, *rows):
        fields = {"chat_id": chat, "text": self.card(), "parse_mode": "HTML", "reply_markup": keys(*rows)}
        if chat in self.cards:
            await self.call("editMessageText", message_id=self.cards[chat], **fields)
        else:
            self.cards[chat] = (await self.call("sendMessage", **fields))["message_id"]

    async def heard(self, message):
        chat, text = message["chat"]["id"], message.get("text", "")
        if chat > 0:
            await self.heard_in_private(chat, text)
        elif "水管" in text:
            self.reporter = message["from"]["id"]
            fields = {"chat_id": chat, "parse_mode": "HTML", "reply_parameters": {"message_id": message["message_id"]}}
            words = f"已记 <b>{NUMBER}</b> · 水管爆裂 · 3幢2单元 · 紧急\n<i>等网格员接单</i>"
            sent = await self.call(
                "sendMessage", text=words, reply_markup=keys(["对", "改", "不是事件"], ["我也是"]), **fields
            )
            self.cards[chat] = sent["message_id"]
            await self.show(GRID, ["接单"], ["为什么是我"])

    async def heard_in_private(self, chat, text):
        if text.startswith("/start"):
            await self.call("sendMessage", chat_id=chat, text=f"您好！您的单元：{text[7:] or '未选'}")
        elif text == "/notice":
            await self.call("sendMessage", chat_id=chat, text="发给谁？", reply_markup=keys(["梧桐社区"]))
        elif "停水" in text:
            await self.call(
                "sendMessage", chat_id=chat, text=f"请过目：\n{text}\n共 7 个群", reply_markup=keys(["发布"])
            )
            self.notice = text
        elif "路灯" in text:
            await self.call(
                "sendMessage", chat_id=chat, text="路灯不亮，要上报吗？", reply_markup=keys(["提交", "取消"])
            )

    async def pressed(self, query):
        word, chat = query["data"], query["message"]["chat"]["id"]
        answer = {"callback_query_id": query["id"]}
        if word == "为什么是我":
            await self.call("answerCallbackQuery", text="按片区由您负责。", show_alert=True, **answer)
            return
        await self.call("answerCallbackQuery", text=f"{word}，已记下", **answer)
        if word in ("接单", "完成", "通过"):
            self.state = {"接单": "处理中", "完成": "已完成，待核查", "通过": "已办结"}[word]
            for place in list(self.cards):
                rows = {"接单": [["完成", "求援"]], "完成": [["通过", "不通过"]], "通过": []}[word]
                await self.show(place, *(rows if place == GRID else []))
            if word == "通过":
                words = f"{NUMBER} 已经办结。问题解决了吗？"
                await self.call(
                    "sendMessage", chat_id=self.reporter, text=words, reply_markup=keys(["已解决", "没解决"])
                )
        elif word == "提交":
            await self.call("sendMessage", chat_id=chat, text="已上报 #T1-0002")
        elif word == "梧桐社区":
            await self.call("sendMessage", chat_id=chat, text="哪一种？", reply_markup=keys(["🚧 停水停电"]))
        elif word == "收到":
            author, progress = self.progress
            await self.call("editMessageText", chat_id=author, message_id=progress, text="已收到 1/3")
        elif word == "发布":
            sent = await self.call("sendMessage", chat_id=chat, text="已收到 0/3")
            self.progress = chat, sent["message_id"]
            for place in (COMMUNITY, GRID, LEADERS_CHAT):
                words = f"📢 #N1-0001 通知\n{self.notice}"
                await self.call("sendMessage", chat_id=place, text=words, reply_markup=keys(["收到"]))

    async def tell(self, _):
        return web.json_response({"now": self.now.isoformat()})

    async def move(self, request):
        wish = await request.json()
        if "forward" in wish:
            amount, unit = re.fullmatch(r"(\d+)([mh])", wish["forward"]).groups()
            step = timedelta(**{{"m": "minutes", "h": "hours"}[unit]: int(amount)})
        else:
            morning = self.now.replace(hour=8, minute=0)
            step = (morning if morning > self.now else morning + timedelta(days=1)) - self.now
        self.now += step
        if self.cards and self.state == "待接单":
            self.passed += step
            for hours, chat in ((1, COMMUNITY), (3, STREET), (7, HQ)):
                if self.passed >= timedelta(hours=hours) and chat not in self.cards:
                    await self.show(chat, ["督办", "改派"])
        return web.json_response({"now": self.now.isoformat(), "steps": 1})
