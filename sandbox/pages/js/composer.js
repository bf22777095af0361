// The line at the foot of a chat where the visitor speaks as somebody who is in it.

import { edit, sample, say, sendPhotos, sendPlace, sendVoice, start } from "./acts.js";
import { showMenu } from "./menu.js";
import { el } from "./rich.js";
import { isIn, me, open, store, tell } from "./store.js";
import { t } from "./words.js";

const SAMPLES = ["leak", "mended", "lamp", "rubbish"];

/** One composer for a column; `draw(chat)` fits it to the chat shown. */
export class Composer {
  constructor() {
    this.box = el("div", { className: "composer" });
    this.drafts = new Map(); // chat key -> text
    this.chat = null;
    this.reply = null;
    this.edited = null;
  }

  draw(chat) {
    if (this.chat && this.input) this.drafts.set(this.chat.key, this.input.value);
    if (this.chat !== chat) this.reply = this.edited = null;
    this.chat = chat;
    const had = this.box.contains(document.activeElement);
    this.input = null;
    this.box.replaceChildren(...this.parts(chat));
    if (had) this.input?.focus();
  }

  parts(chat) {
    if (!chat || !store.me) return [];
    if (chat.person) {
      if (chat.person !== store.me) return [el("p", { className: "hint", textContent: t("follow", { name: store.people.get(chat.person)?.name ?? "" }) })];
      if (!chat.started) return [this.starter()];
      if (chat.blocked) return [el("p", { className: "hint", textContent: t("blocked") })];
    } else if (!isIn(chat, store.me)) {
      return [this.outsider(chat)];
    }
    return [this.context(), this.quickKeys(chat), this.line(chat)].filter(Boolean);
  }

  starter() {
    const payload = el("input", { name: "payload", maxLength: 64, pattern: "[A-Za-z0-9_\\-]*", placeholder: t("payload"), ariaLabel: t("payload"), title: t("payloadHint"), autocomplete: "off" });
    const form = el("form", { className: "starter" }, el("p", { className: "hint", textContent: t("pressStart") }), payload, el("button", { className: "main", textContent: t("start") }));
    form.onsubmit = async (event) => {
      event.preventDefault();
      await start(store.me, payload.value.trim());
      await open(this.chat);
      tell("members", this.chat);
    };
    return form;
  }

  outsider(chat) {
    const choice = el("select", { ariaLabel: t("speakAs") }, el("option", { value: "", textContent: t("speakAs") }));
    for (const member of chat.members ?? []) {
      const person = store.people.get(member.id);
      if (person && !member.is_bot) choice.append(el("option", { value: String(person.id), textContent: [person.name, person.label].join(" ") }));
    }
    choice.onchange = () => choice.value && tell("become", Number(choice.value));
    return el("div", { className: "outsider" }, el("p", { className: "hint", textContent: t("notHere", { name: me()?.name ?? "" }) }), choice);
  }

  context() {
    const about = this.edited ?? this.reply;
    if (!about) return null;
    const words = this.edited ? t("editing") : t("replyingTo", { name: store.people.get(about.from.id)?.name ?? about.from.name });
    const cancel = el("button", { type: "button", className: "icon", textContent: "✕", ariaLabel: t("cancel"), onclick: () => this.clear() });
    return el("div", { className: "context" }, el("b", { textContent: words }), el("span", { textContent: about.text.slice(0, 60) }), cancel);
  }

  /** Keys of the bot's reply keyboard, if its last message has one. */
  quickKeys(chat) {
    const last = [...chat.messages.values()].filter((message) => message.from.is_bot).at(-1);
    if (!chat.person || !last?.reply_keyboard.length) return null;
    const keys = last.reply_keyboard.flat().map((key) => (typeof key === "string" ? { text: key } : key));
    const pressed = (key) => (key.request_location ? sendPlace(chat) : say(chat, key.text));
    return el("div", { className: "quick" }, ...keys.map((key) => el("button", { type: "button", textContent: key.text, onclick: () => pressed(key) })));
  }

  line(chat) {
    const attach = el("button", { type: "button", className: "icon attach", textContent: "＋", ariaLabel: t("attach"), ariaHasPopup: "menu" });
    const file = el("input", { type: "file", accept: "image/*", multiple: true, hidden: true });
    this.input = el("textarea", { rows: 1, placeholder: t("write"), ariaLabel: `${t("write")} ${chat.title || t("private")}`, enterKeyHint: "send", value: this.drafts.get(chat.key) ?? "" });
    if (this.edited) this.input.value = this.edited.text;
    const send = el("button", { className: "icon send", textContent: "➤", ariaLabel: this.edited ? t("save") : t("send") });
    const form = el("form", { className: "line" }, attach, file, this.input, send);
    attach.onclick = () => this.attach(attach, file);
    file.onchange = () => file.files.length && this.show([...file.files].slice(0, 10));
    this.input.oninput = () => grow(this.input);
    this.input.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
      if (event.key === "Escape") this.clear();
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      this.speak();
    };
    return form;
  }

  attach(button, file) {
    const samples = SAMPLES.map((name) => [`${t("sample")} · ${t(`sample_${name}`)}`, async () => this.show([await sample(name)])]);
    showMenu(button, [[t("photoFile"), () => file.click()], ...samples, [t("voice"), () => sendVoice(this.chat)], [t("place"), () => sendPlace(this.chat)]]);
  }

  async show(blobs) {
    const caption = this.input.value.trim();
    if (await sendPhotos(this.chat, blobs, caption, this.reply?.id)) this.clear();
  }

  async speak() {
    const text = this.input.value.trim();
    if (!text) return;
    const done = this.edited ? await edit(this.chat, this.edited.id, text) : await say(this.chat, text, this.reply?.id);
    if (done) this.clear();
  }

  /** Begin an answer to a message, or new words for an own one. */
  about(message, isEdit) {
    this.reply = isEdit ? null : message;
    this.edited = isEdit ? message : null;
    this.draw(this.chat);
    this.input?.focus();
    if (this.input) grow(this.input);
  }

  clear() {
    this.reply = this.edited = null;
    if (this.input) this.input.value = "";
    this.drafts.delete(this.chat.key);
    this.draw(this.chat);
    this.input?.focus();
  }
}

function grow(input) {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 120)}px`;
}
