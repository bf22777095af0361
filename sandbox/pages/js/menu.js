// The small menu of a message or of the attach button: one at a time, closed by Escape or a click elsewhere.

import { forward, ownChats, react, remove } from "./acts.js";
import { el } from "./rich.js";
import { isIn, store, tell } from "./store.js";
import { t } from "./words.js";

const EMOJI = ["👍", "🙏", "👌", "👀", "❤", "🎉"];
const menu = () => document.getElementById("menu");
let opener = null;

/** Show entries ([words, action] or elements) beside a button. */
export function showMenu(button, entries) {
  opener = button;
  const box = menu();
  box.replaceChildren(...entries.map((entry) => (Array.isArray(entry) ? item(...entry) : entry)));
  box.hidden = false;
  const place = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.max(8, Math.min(place.right - width, innerWidth - width - 8));
  const below = place.bottom + 4 + height < innerHeight;
  box.style.left = `${left}px`;
  box.style.top = `${below ? place.bottom + 4 : Math.max(8, place.top - height - 4)}px`;
  box.querySelector("button")?.focus();
}

function item(words, action) {
  const run = () => {
    hideMenu();
    action();
  };
  return el("button", { type: "button", role: "menuitem", textContent: words, onclick: run });
}

export function hideMenu() {
  if (menu().hidden) return;
  menu().hidden = true;
  opener?.focus();
}

/** What can be done with a message. */
export function openMenu(button, chat, message) {
  if (!isIn(chat, store.me)) {
    tell("outsider", chat);
    return;
  }
  const emoji = el("div", { className: "emoji", role: "group" }, ...EMOJI.map((sign) => item(sign, () => react(chat, message, sign))));
  const entries = [emoji, [t("reply"), () => tell("reply", { chat, message })]];
  if (!message.bound) entries.push([t("forward"), () => chooseChat(button, chat, message)]);
  if (message.from.id === store.me) {
    if (message.text) entries.push([t("edit"), () => tell("edit-own", { chat, message })]);
    entries.push([t("remove"), () => remove(chat, message.id)]);
  }
  showMenu(button, entries);
}

/** Where to: every chat of the visitor's own. */
async function chooseChat(button, chat, message) {
  const chats = await ownChats();
  if (!chats.length) return;
  const said = el("p", { className: "menu-title", textContent: t("forwardTo") });
  showMenu(button, [said, ...chats.map((to) => [to.title, () => forward(chat, message, to)])]);
}

document.addEventListener("pointerdown", (event) => {
  if (!menu().hidden && !menu().contains(event.target) && event.target !== opener) hideMenu();
});
document.addEventListener("keydown", (event) => {
  if (menu().hidden) return;
  if (event.key === "Escape") hideMenu();
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const items = [...menu().querySelectorAll("button")];
  const next = items.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  items.at(next % items.length)?.focus();
});
