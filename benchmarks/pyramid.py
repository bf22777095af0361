"""Pure. A pyramid of any size, as roster files, and what people say in it."""

from typing import Any

TOKEN = "5000000001:" + "bench" * 7
PEOPLE_FROM = 80_000_000
SECOND = PEOPLE_FROM + 2_000_000  # who approves
CHATS_FROM = -1_002_000_000_000
CHATTER = ("早上好", "有人一起拼单吗", "周末愉快", "哈哈哈", "今晚吃什么")
TROUBLE = (
    "2单元楼道灯坏了三天，晚上看不见路",
    "5幢楼下垃圾堆了一个星期没人清，臭死了",
    "小区东门口窨井盖不见了，小心掉下去",
    "3幢水管爆了，水流了一地",
    "菜场后面路面塌了一个大坑",
    "8幢电梯又坏了，老人上不去",
    "消防通道被两辆车堵住了",
    "下水道堵了，污水都冒上来了",
    "楼上半夜装修，吵得睡不着",
    "桥头那棵树倒了，压在电线上",
    "从早上开始停水，到现在还没来",
    "楼道里有人飞线充电，太危险了",
)
REAL = (8, 170, 309, 9538)
ROLES = ("hq_office", "street_command", "community_secretary", "grid_head", "micro_grid_leader")
TIERS = ("hq", "street", "community", "grid", "micro_grid")


def roster(counts: tuple[int, int, int, int]) -> tuple[str, str, list[int]]:
    """(units.csv, people.csv, chat ids of the micro-grids); each unit has its holder, each grid a worker besides."""
    units, people, bottom, above, number = [], [], [], [""], 0
    for tier, role, count in zip(TIERS, ROLES, (1, *counts), strict=True):
        here = []
        for place in range(count):
            number += 1
            code, chat = f"{tier[:2].upper()}{place}", CHATS_FROM - number
            units.append(f"{code},{above[place * len(above) // count]},{tier},,{tier} {place},{chat}")
            people.append(f"{PEOPLE_FROM + number},p{number},{role},{code},zh")
            if tier == "hq":
                people.append(f"{SECOND},deputy,{role},{code},zh")
            if tier == "grid":
                people.append(f"{PEOPLE_FROM + 1_000_000 + number},w{number},grid_worker,{code},zh")
            if tier == "micro_grid":
                bottom.append(chat)
            here.append(code)
        above = here
    head = "code,parent,tier,kind,name,chat_id", "user_id,name,role,unit,language"
    return "\n".join([head[0], *units]), "\n".join([head[1], *people]), bottom


def spoken(chats: list[int], count: int, *, trouble: bool) -> list[dict[str, Any]]:
    """So many messages, one chat after the other, each by its leader; no two of trouble are the same, for what was just read is remembered."""
    return [
        {
            "update_id": 1000 + place,
            "message": {
                "message_id": 10 + place,
                "date": 1_800_000_000,
                "chat": {"id": chats[place % len(chats)], "type": "supergroup", "title": "x"},
                "from": {
                    "id": PEOPLE_FROM + CHATS_FROM - chats[place % len(chats)],
                    "is_bot": False,
                    "first_name": "x",
                    "language_code": "zh",
                },
                "text": f"{TROUBLE[place % len(TROUBLE)]}，{1001 + place}室"
                if trouble
                else CHATTER[place % len(CHATTER)],
            },
        }
        for place in range(count)
    ]
