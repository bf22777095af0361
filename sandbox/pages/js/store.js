// What the page knows: chats by tier, people, messages, who the visitor is. Changes are told on `bus`.

import { get } from "./api.js";

export const TIERS = ["hq", "street", "community", "grid", "micro_grid"];
export const bus = new EventTarget();
export const tell = (name, detail) => bus.dispatchEvent(new CustomEvent(name, { detail }));
export const hear = (name, handler) => bus.addEventListener(name, (event) => handler(event.detail));

export const store = {
  facts: { title: "", bot: "", console: "", town: { units: [], people: [] }, scenes: [], playing: null },
  chats: new Map(), // by key: a group's id, "dm:PERSON" for a private chat
  people: new Map(), // by id
  units: new Map(), // by code
  bot: null,
  me: null, // person's id
  watched: null, // the person whose private chat a scene shows
  actor: null, // the person who acts in a scene
  chosen: new Map(), // tier -> chat key
};

export const dmKey = (person) => `dm:${person}`;

/** "陈秀英 3幢微网格长" is a name and a label. */
function person(view, known) {
  const [name, ...rest] = view.name.split(" ");
  return { id: view.id, name, label: rest.join(" "), role: known?.role ?? "other", unit: known?.unit ?? "", isBot: view.is_bot };
}

let loading = null;
let isStale = false;

/** Everything anew: facts, people, chats. Asked for while it runs, it runs once more. Messages are fetched when a chat is looked at. */
export function load() {
  isStale = true;
  loading ??= loadWhileStale().finally(() => {
    loading = null;
  });
  return loading;
}

async function loadWhileStale() {
  while (isStale) {
    isStale = false;
    await loadOnce();
  }
}

async function loadOnce() {
  const [facts, users, bots, chats] = await Promise.all([
    get("/control/stage"), get("/people/users", { limit: 500 }), get("/people/bots"), get("/people/chats", { limit: 200 }),
  ]);
  store.facts = facts;
  store.bot = bots[0] ?? null;
  const known = new Map(facts.town.people.map((each) => [each.id, each]));
  store.people = new Map(users.map((view) => [view.id, person(view, known.get(view.id))]));
  for (const bot of bots) store.people.set(bot.id, { ...person(bot), name: bot.name, label: "", role: "bot" });
  store.units = new Map(facts.town.units.map((unit) => [unit.code, unit]));
  const unitOf = new Map(facts.town.units.map((unit) => [unit.chat, unit]));
  const before = store.chats;
  store.chats = new Map();
  for (const view of chats) keepChat(before.get(view.id), view, unitOf.get(view.id));
  for (const [key, chat] of before) if (chat.person) store.chats.set(key, Object.assign(chat, { loaded: false }));
  for (const tier of [...TIERS, "other"]) {
    const there = chatsOf(tier);
    if (!there.some((chat) => chat.key === store.chosen.get(tier))) store.chosen.set(tier, there[0]?.key);
  }
}

/** A chat stays the same object for good: who waits for its messages, or shows them, holds it. */
function keepChat(before, view, unit) {
  const chat = before ?? { key: view.id, id: view.id, messages: new Map(), members: null, unread: 0, news: null, opening: null };
  const seen = { title: view.title, count: view.members, tier: unit?.tier ?? "other", code: unit?.code ?? "", parent: unit?.parent ?? "" };
  store.chats.set(view.id, Object.assign(chat, seen, { pinned: view.pinned, loaded: false }));
}

/** The private chat of a person with the bot. */
export function privateChat(personId) {
  const key = dmKey(personId);
  if (!store.chats.has(key)) {
    const fresh = { key, id: store.bot?.id, person: personId, title: "", tier: "private", code: "", messages: new Map(), unread: 0, news: null, opening: null };
    store.chats.set(key, { ...fresh, members: null, loaded: false, started: false, blocked: false, pinned: [] });
  }
  return store.chats.get(key);
}

export const chatsOf = (tier) => [...store.chats.values()].filter((chat) => chat.tier === tier);
export const chosenChat = (tier) => store.chats.get(store.chosen.get(tier));
export const me = () => store.people.get(store.me);

/** Fetch what is said in a chat and who is there; a chat that becomes stale meanwhile (`loaded` is false again) is fetched once more. */
export function open(chat) {
  chat.opening ??= openWhileStale(chat).finally(() => {
    chat.opening = null;
    chat.news = null;
  });
  return chat.opening;
}

async function openWhileStale(chat) {
  try {
    do {
      chat.loaded = true;
      await openOnce(chat);
    } while (!chat.loaded);
  } catch (error) {
    chat.loaded = false;
    throw error;
  }
}

async function openOnce(chat) {
  chat.news = []; // what is told while the answer is on its way may be newer than the answer
  if (chat.person) {
    const own = await get("/people/chats", { user: chat.person, limit: 200 });
    const view = own.find((each) => each.type === "private" && each.id === chat.id);
    Object.assign(chat, { started: chat.news.length > 0 || (view?.started ?? false), blocked: view?.blocked ?? false });
    if (!view) return;
  } else if (chat.members === null) {
    chat.members = await get("/people/members", { chat: chat.id });
  }
  const said = await get("/people/messages", { chat: chat.id, user: chat.person ?? null, limit: 200 });
  chat.messages = new Map(said.map((message) => [message.id, message]));
  for (const change of chat.news) change(chat.messages);
}

/** Something was told of a chat's messages: done now, and again on top of an answer that is still on its way. */
export function apply(chat, change) {
  change(chat.messages);
  chat.news?.push(change);
}

/** Is the person in this chat now? */
export const isIn = (chat, personId) =>
  chat.person ? chat.person === personId : Boolean(chat.members?.some((member) => member.id === personId));

/** Choose a chat; the tiers above show its ancestors, those below one line of its own. */
export function choose(chat) {
  if (!TIERS.includes(chat.tier)) {
    store.chosen.set(chat.tier, chat.key);
    return tell("chosen", [chat.tier]);
  }
  const line = [];
  const pick = (each) => {
    if (each && store.chosen.get(each.tier) !== each.key) {
      store.chosen.set(each.tier, each.key);
      line.push(each.tier);
    }
  };
  pick(chat);
  for (let up = byCode(chat.parent); up; up = byCode(up.parent)) pick(up);
  for (let code = chat.code, depth = TIERS.indexOf(chat.tier) + 1; depth < TIERS.length; depth += 1) {
    const below = chatsOf(TIERS[depth]).filter((each) => each.parent === code);
    const next = below.find((each) => each.key === store.chosen.get(TIERS[depth])) ?? below[0];
    if (!next) break;
    pick(next);
    code = next.code;
  }
  tell("chosen", line);
}

function byCode(code) {
  const unit = store.units.get(code);
  return unit ? store.chats.get(unit.chat) : undefined;
}
