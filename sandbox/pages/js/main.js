// The chat page: a wall of five living chats and one private one.

import { post } from "./api.js";
import { startLink } from "./acts.js";
import { Column } from "./column.js";
import { listen } from "./live.js";
import { hideMenu } from "./menu.js";
import { choosePerson, drawMe } from "./people.js";
import { drawScene, play, sceneHappens } from "./scene.js";
import { el } from "./rich.js";
import { chatsOf, choose, hear, load, open, store, tell, TIERS } from "./store.js";
import { draw as drawTime, keepTime } from "./time.js";
import { botAnswer, toast } from "./toast.js";
import { speak, spoken, t } from "./words.js";

const AGAIN = 1500;
const wall = document.getElementById("wall");
const columns = new Map([...TIERS, "private"].map((tier) => [tier, new Column(tier)]));
const asked = new URLSearchParams(location.search);

function settings() {
  return new URLSearchParams(location.hash.slice(1));
}

function remember(name, value) {
  const kept = settings();
  kept.set(name, value);
  history.replaceState(null, "", `#${kept}`);
}

/** Be somebody: the wall shows their line of the pyramid. */
function become(id) {
  const person = store.people.get(id);
  if (!person || person.role === "bot") return;
  store.me = id;
  remember("as", String(id));
  const unit = store.units.get(person.unit);
  if (unit && store.chats.has(unit.chat)) choose(store.chats.get(unit.chat));
  drawAll();
}

function drawAll() {
  document.getElementById("title").textContent = store.facts.town.name?.[spoken()] || store.facts.title || t("hq");
  const door = document.getElementById("console");
  door.hidden = !store.facts.console;
  if (store.facts.console) door.href = store.facts.console;
  if (chatsOf("other").length && !columns.has("other")) columns.set("other", new Column("other"));
  for (const [tier, column] of columns) {
    if (!column.box.isConnected) wall.append(column.box);
    column.box.hidden = tier !== "private" && !chatsOf(tier).length;
    column.draw();
  }
  drawMe();
  drawTabs();
  drawScene();
}

function drawTabs() {
  const shown = [...columns.keys()].filter((tier) => !columns.get(tier).box.hidden);
  const tab = (tier) => {
    const count = chatsOf(tier).reduce((sum, chat) => sum + chat.unread, 0);
    const button = el("button", { type: "button", textContent: t(tier), onclick: () => show(tier), dataset: { tier } });
    button.ariaCurrent = String(wall.dataset.shown === tier);
    if (count) button.append(el("span", { className: "waiting-count", textContent: String(count) }));
    return button;
  };
  document.getElementById("tabs").replaceChildren(...shown.map(tab));
}

/** On a phone one column is seen at a time; on a desktop it is brought into view. */
function show(tier) {
  wall.dataset.shown = tier;
  for (const [each, column] of columns) column.box.classList.toggle("shown", each === tier);
  const column = columns.get(tier);
  column?.box.scrollIntoView({ inline: "nearest", block: "nearest" });
  column?.toEnd(false);
  if (column?.chat) column.chat.unread = 0;
  drawTabs();
}

/** Which column shows this chat now, if one does. */
function columnOf(chat) {
  const column = columns.get(chat.tier);
  return column?.chat === chat ? column : undefined;
}

hear("message", ({ chat, message }) => {
  const column = columnOf(chat);
  if (column) column.added(message);
  if (chat.person && chat.person !== store.me) return; // somebody else's private chat
  const isSeen = column && getComputedStyle(column.box).display !== "none";
  if (!isSeen && message.from.id !== store.me) {
    chat.unread += 1;
    columns.get(chat.tier)?.drawHead();
    drawTabs();
  }
});
hear("changed", ({ chat, message, isEdit }) => columnOf(chat)?.changed(message, isEdit));
hear("gone", ({ chat, id }) => columnOf(chat)?.gone(id));
hear("members", async (chat) => {
  if (chat.members === null && !chat.person) await open(chat).catch(() => {});
  columnOf(chat)?.composer.draw(chat);
});
hear("reply", ({ chat, message }) => columnOf(chat)?.composer.about(message, false));
hear("edit-own", ({ chat, message }) => columnOf(chat)?.composer.about(message, true));
hear("outsider", (chat) => toast(t("notHere", { name: store.people.get(store.me)?.name ?? "" })) ?? columnOf(chat)?.composer.box.querySelector("select")?.focus());
hear("chosen", (tiers) => {
  for (const tier of tiers) columns.get(tier)?.draw();
  drawTabs();
});
hear("become", become);
hear("show", show);
hear("loaded", drawAll);
hear("scene", sceneHappens);
hear("answer", ({ user, answer }) => user === store.actor && user !== store.me && botAnswer({ ...answer, alert: false }));
hear("watch", (news) => {
  store.actor = news?.person ?? null;
  if (!news) {
    store.watched = null;
    for (const column of columns.values()) column.box.classList.remove("watched");
    return columns.get("private").draw();
  }
  const chat = news.chat ? store.chats.get(news.chat) : null;
  if (news.private) {
    store.watched = news.person;
    columns.get("private").draw();
    show("private");
  } else if (chat) {
    choose(chat);
    show(chat.tier);
  }
  for (const [tier, column] of columns) column.box.classList.toggle("watched", tier === (news.private ? "private" : chat?.tier));
});
hear("finger", ({ pressing }) => columns.get(pressing.private ? "private" : store.chats.get(pressing.chat)?.tier)?.finger(pressing));
hear("connected", (isThere) => {
  document.body.classList.toggle("lost", !isThere);
  const banner = document.getElementById("waiting");
  if (!isThere) Object.assign(banner, { hidden: false, textContent: t("lost") });
});

document.addEventListener("click", (event) => {
  const number = event.target.closest?.("[data-number]");
  if (number) trace(number.dataset.number);
  const link = event.target.closest?.(".words a");
  if (link && /^(https?:\/\/t(elegram)?\.me\/|tg:)/.test(link.href)) {
    event.preventDefault();
    startLink(link.href);
  }
});

/** The same number everywhere on the wall; again ends it. */
function trace(number) {
  wall.dataset.traced = wall.dataset.traced === number ? "" : number;
  for (const item of wall.querySelectorAll(".message")) {
    const has = [...item.querySelectorAll("[data-number]")].some((each) => each.dataset.number === wall.dataset.traced);
    item.classList.toggle("traced", has);
    if (has) item.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }
}

function setLanguage(language) {
  speak(language);
  localStorage.setItem("language", spoken());
  Object.assign(document.getElementById("language"), { textContent: t("otherLanguage"), title: t("otherLanguageLong"), ariaLabel: t("otherLanguageLong") });
  setTheme(document.documentElement.dataset.theme);
}

function setTheme(theme) {
  const isDark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  if (theme) document.documentElement.dataset.theme = theme;
  const button = document.getElementById("theme");
  Object.assign(button, { title: t(isDark ? "light" : "dark"), ariaLabel: t("dark") });
  button.ariaPressed = String(isDark);
  button.onclick = () => {
    localStorage.setItem("theme", isDark ? "light" : "dark");
    setTheme(isDark ? "light" : "dark");
  };
}

async function begin() {
  setTheme(localStorage.getItem("theme") ?? "");
  setLanguage(asked.get("lang") ?? localStorage.getItem("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
  document.getElementById("language").onclick = () => {
    setLanguage(spoken() === "zh" ? "en" : "zh");
    drawAll();
    drawTime();
  };
  document.getElementById("me").onclick = choosePerson;
  if (asked.get("bot")) await post("/control/stage", { bot: asked.get("bot") }).catch(() => {});
  keepTime();
  listen();
  for (;;) {
    if (await load().then(() => store.chats.size > 0, () => false)) break;
    drawAll();
    await new Promise((done) => setTimeout(done, AGAIN));
  }
  const wanted = Number(settings().get("as"));
  const leader = [...store.people.values()].find((person) => person.role === "micro_grid_leader") ?? [...store.people.values()].find((person) => person.role !== "bot");
  become(store.people.has(wanted) ? wanted : leader?.id);
  show(store.units.get(store.people.get(store.me)?.unit)?.tier ?? "micro_grid");
  if (store.facts.playing) sceneHappens(store.facts.playing);
  if (asked.get("play")) {
    if (!store.facts.playing) play(asked.get("play"));
    history.replaceState(null, "", `${location.pathname}${location.hash}`);
  }
  addEventListener("hashchange", () => become(Number(settings().get("as"))));
  addEventListener("resize", hideMenu);
  document.body.dataset.ready = "true";
  tell("ready");
}

begin();
