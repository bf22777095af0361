// One tier of the wall: its roof, the choice among its chats, what is said there, and the composer.

import { Composer } from "./composer.js";
import { dayElement, face, messageElement } from "./message.js";
import { el } from "./rich.js";
import { chatsOf, choose, chosenChat, open, privateChat, store, TIERS } from "./store.js";
import { day, t } from "./words.js";

const NEAR = 80;
const ROOF = "M0 9C5 13 20 11 33 3L67 3C80 11 95 13 100 9C99 15 97 17 93 17L7 17C3 17 1 15 0 9Z";

export class Column {
  constructor(tier) {
    this.tier = tier;
    this.composer = new Composer();
    this.list = el("ol", { className: "said", role: "log", tabIndex: 0 });
    this.list.setAttribute("aria-live", "polite");
    this.below = el("button", { type: "button", className: "below", hidden: true, onclick: () => this.toEnd(true) });
    this.head = el("div", { className: "head" });
    this.box = el("section", { className: "column", dataset: { tier } }, roof(), this.head, this.list, this.below, this.composer.box);
    this.box.style.setProperty("--step", String(Math.max(0, TIERS.indexOf(tier))));
    this.list.addEventListener("scroll", () => this.atEnd() && this.read());
    this.list.addEventListener("click", (event) => this.clicked(event));
  }

  get chat() {
    if (this.tier !== "private") return chosenChat(this.tier);
    const person = store.watched ?? store.me;
    return person && store.bot ? privateChat(person) : undefined;
  }

  /** Show the chosen chat from the beginning. */
  async draw() {
    const { chat } = this;
    this.drawHead();
    this.composer.draw(chat);
    if (chat && (!chat.loaded || chat.opening)) {
      await open(chat).catch(() => {});
      if (chat !== this.chat) return;
      this.composer.draw(chat);
      this.drawHead();
    }
    this.drawList();
  }

  drawHead() {
    const { chat, tier } = this;
    const label = el("h2", { textContent: t(tier) });
    const all = tier === "private" ? [] : chatsOf(tier);
    const waiting = all.reduce((sum, each) => sum + (each === chat ? 0 : each.unread), 0);
    if (waiting) label.append(el("span", { className: "waiting-count", textContent: String(waiting), title: t("newMessages", { count: waiting }) }));
    this.head.replaceChildren(label, this.picker(all, chat));
    this.list.ariaLabel = `${t(tier)} ${chat?.title ?? ""}`;
  }

  picker(all, chat) {
    if (this.tier === "private") {
      const person = store.people.get(chat?.person);
      return el("p", { className: "chat-title" }, person ? face(person) : "", el("span", { textContent: t("privateOf", { name: person?.name ?? "" }) }));
    }
    if (all.length < 2) return el("p", { className: "chat-title" }, el("span", { textContent: chat?.title ?? "" }));
    const choice = el("select", { className: "chat-title", ariaLabel: t("chooseChat", { tier: t(this.tier) }) });
    for (const each of all) choice.append(el("option", { value: String(each.key), textContent: each.unread && each !== chat ? `● ${each.title}` : each.title, selected: each === chat }));
    choice.onchange = () => choose(store.chats.get(Number(choice.value)));
    return choice;
  }

  drawList() {
    const { chat } = this;
    const shown = [];
    let before = null;
    for (const group of grouped(chat?.messages.values() ?? [])) {
      shown.push(...this.elements(chat, group, before));
      before = group.at(-1);
    }
    if (!shown.length && (chat?.loaded || chat?.person)) shown.push(el("li", { className: "empty" }, el("p", { textContent: t(`about_${this.tier}`) }), el("small", { textContent: t("empty") })));
    this.list.replaceChildren(...shown);
    this.toEnd(false);
  }

  elements(chat, group, before) {
    const first = group[0];
    const date = new Date(first.date * 1000);
    const isNewDay = !before || day(new Date(before.date * 1000)) !== day(date);
    const element = messageElement(chat, first, isNewDay ? null : before, group);
    return isNewDay ? [dayElement(date), element] : [element];
  }

  /** Something new was said in the chat shown. */
  added(message) {
    const stays = this.atEnd();
    const all = [...this.chat.messages.values()];
    const groups = grouped(all);
    const group = groups.at(-1);
    this.list.querySelector(".empty")?.remove();
    if (group.length > 1) {
      const [element] = this.elements(this.chat, group, groups.at(-2)?.at(-1) ?? null).slice(-1);
      this.find(group[0].id)?.replaceWith(element);
    } else {
      const made = this.elements(this.chat, group, groups.at(-2)?.at(-1) ?? null);
      made.at(-1).classList.add("new");
      this.list.append(...made);
    }
    this.flash();
    if (this.chat.person) this.composer.draw(this.chat);
    if (stays || message.from.id === store.me || document.body.classList.contains("playing")) this.toEnd(true);
    else this.below.hidden = false;
  }

  /** A message looks different now. */
  changed(message, isEdit) {
    const stays = this.atEnd();
    const groups = grouped(this.chat.messages.values());
    const at = groups.findIndex((group) => group.some((each) => each.id === message.id));
    const old = at < 0 ? null : this.find(groups[at][0].id);
    if (!old) return;
    const [element] = this.elements(this.chat, groups[at], groups[at - 1]?.at(-1) ?? null).slice(-1);
    const focused = old.contains(document.activeElement);
    old.replaceWith(element);
    if (focused) (element.querySelector(".key") ?? this.list).focus();
    if (isEdit) element.classList.add("just-edited");
    if (isEdit) this.flash();
    if (stays) this.toEnd(true);
  }

  gone(id) {
    if (this.find(id)) this.drawList();
  }

  /** Somebody in a scene is about to press a button: show which. */
  finger({ message_id: id, label }) {
    const item = this.find(id);
    const keys = [...(item?.querySelectorAll(".key") ?? [])];
    const key = keys.find((each) => each.textContent === label) ?? keys.find((each) => each.textContent.includes(label));
    key?.scrollIntoView({ block: "center", behavior: "smooth" });
    key?.classList.add("finger");
  }

  flash() {
    this.box.classList.remove("stirred");
    void this.box.offsetWidth; // begin the animation anew
    this.box.classList.add("stirred");
  }

  find(id) {
    return this.list.querySelector(`[data-id="${Number(id)}"]`);
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR;
  }

  toEnd(isSmooth) {
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: isSmooth ? "smooth" : "auto" });
    this.read();
  }

  read() {
    this.below.hidden = true;
    this.below.textContent = t("newBelow");
    if (this.chat) this.chat.unread = 0;
  }

  clicked(event) {
    const to = event.target.closest("[data-to]");
    if (!to) return;
    const original = this.find(to.dataset.to);
    original?.scrollIntoView({ block: "center", behavior: "smooth" });
    original?.classList.add("just-edited");
  }
}

/** Messages in groups: an album is one, everything else stands alone. */
function grouped(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.album && last?.[0].album === message.album) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

function roof() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ROOF);
  svg.setAttribute("viewBox", "0 0 100 18");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "roof");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}
