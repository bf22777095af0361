// One message as it looks: bubble, quote, pictures, buttons, reactions.

import { press, react, startLink } from "./acts.js";
import { openMenu } from "./menu.js";
import { showPicture } from "./picture.js";
import { el, rich } from "./rich.js";
import { me, store } from "./store.js";
import { day, hours, t } from "./words.js";

const HUES = 12;

/** The coloured circle with the first sign of a name. */
export function face(person) {
  const isBot = person?.isBot || person?.role === "bot";
  const circle = el("span", { className: isBot ? "face bot" : "face", ariaHidden: "true" });
  circle.dataset.hue = String((person?.id ?? 0) % HUES);
  circle.textContent = isBot ? "" : [...(person?.name ?? "?")][0];
  return circle;
}

/** An element for a message, or for an album whose first piece it is. `before` is what stands above it. */
export function messageElement(chat, message, before, pieces) {
  if (message.service) return el("li", { className: "service", dataset: { id: message.id } }, el("span", { textContent: serviceWords(message) }));
  const sender = store.people.get(message.from.id);
  const isMine = message.from.id === store.me && !message.anonymous;
  const follows = before && !before.service && before.from.id === message.from.id && before.from.name === message.from.name && message.date - before.date < 300;
  const kind = `message ${isMine ? "mine" : ""} ${message.from.is_bot ? "from-bot" : ""} ${follows ? "follows" : ""}`;
  const item = el("li", { className: kind, dataset: { id: message.id } });
  const bubble = el("div", { className: "bubble" });
  if (!isMine && !follows) bubble.append(title(message, sender));
  if (message.forwarded_from) bubble.append(el("p", { className: "forwarded", textContent: t("forwarded", { name: message.forwarded_from }) }));
  if (message.reply_to) bubble.append(quote(chat, message.reply_to));
  const photos = pieces.filter((piece) => piece.photo);
  if (photos.length) bubble.append(pictures(photos));
  bubble.append(...files(message));
  const spoken = pieces.find((piece) => piece.text) ?? message;
  if (spoken.text) bubble.append(el("div", { className: "words", dir: "auto" }, rich(spoken.html)));
  bubble.append(foot(chat, message, pieces.at(-1)));
  item.append(isMine || message.from.is_bot ? "" : face(sender), el("div", { className: "body" }, bubble, keyboard(chat, message), reactions(chat, message)));
  return item;
}

function title(message, sender) {
  const name = sender && !message.anonymous ? sender.name : message.from.name;
  const line = el("p", { className: "who" }, el("b", { textContent: name }));
  if (message.from.is_bot) line.prepend(face({ id: message.from.id, isBot: true }));
  if (sender?.label) line.append(el("span", { textContent: sender.label }));
  return line;
}

function quote(chat, id) {
  const original = chat.messages.get(id);
  const name = original ? (store.people.get(original.from.id)?.name ?? original.from.name) : "…";
  const words = original?.text || (original?.photo ? t("photo") : "");
  const button = el("button", { type: "button", className: "quote" }, el("b", { textContent: name }), el("span", { textContent: words.slice(0, 80) }));
  button.dataset.to = String(id);
  return button;
}

function pictures(photos) {
  const frame = el("div", { className: photos.length > 1 ? "photos album" : "photos" });
  for (const { photo, text } of photos) {
    const image = el("img", { src: photo.url, alt: text || t("photo"), width: photo.width, height: photo.height, loading: "lazy" });
    frame.append(el("button", { type: "button", className: "photo", onclick: () => showPicture(photo.url, text) }, image));
  }
  return frame;
}

function files(message) {
  const shown = [];
  if (message.document) shown.push(el("a", { className: "file", href: message.document.url, download: message.document.name, textContent: `📄 ${message.document.name}` }));
  if (message.voice) shown.push(el("p", { className: "file", textContent: `🎙 ${t("voiceOf", { seconds: message.voice.duration ?? "?" })}` }));
  if (message.location) {
    const { latitude, longitude } = message.location;
    shown.push(el("p", { className: "file", textContent: `📍 ${t("here")} ${latitude.toFixed(4)}, ${longitude.toFixed(4)}` }));
  }
  return shown;
}

function foot(chat, message, last) {
  const sent = new Date(message.date * 1000);
  const line = el("p", { className: "foot" });
  if (last.pinned) line.append(el("span", { className: "pin", textContent: `📌 ${t("pinned")}` }));
  if (message.edit_date) line.append(el("span", { className: "edited", textContent: t("edited") }));
  line.append(el("time", { dateTime: sent.toISOString(), title: day(sent), textContent: hours(sent) }));
  const more = el("button", { type: "button", className: "more", textContent: "⋯", ariaLabel: t("more"), ariaHasPopup: "menu" });
  more.onclick = () => openMenu(more, chat, message);
  line.append(more);
  return line;
}

function keyboard(chat, message) {
  if (!message.buttons.length) return "";
  const board = el("div", { className: "keyboard" });
  message.buttons.forEach((row, rowAt) => {
    const line = el("div", { className: "key-row" });
    row.forEach((key, col) => {
      const button = el("button", { type: "button", className: "key", textContent: key.url ? `${key.text} ↗` : key.text });
      button.onclick = () => pressed(button, chat, message, key, rowAt, col);
      line.append(button);
    });
    board.append(line);
  });
  return board;
}

async function pressed(button, chat, message, key, row, col) {
  if (key.url) return startLink(key.url);
  button.classList.add("busy");
  button.ariaBusy = "true";
  await press(chat, message, row, col);
  button.classList.remove("busy");
  button.ariaBusy = "false";
}

function reactions(chat, message) {
  const put = Object.entries(message.reactions);
  if (!put.length) return "";
  const line = el("div", { className: "reactions" });
  for (const [emoji, count] of put) {
    line.append(el("button", { type: "button", textContent: `${emoji} ${count}`, onclick: () => react(chat, message, emoji) }));
  }
  return line;
}

function serviceWords(message) {
  const { service } = message;
  const name = store.people.get(message.from.id)?.name ?? message.from.name;
  const called = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");
  if (service.new_chat_members) return t("joined", { names: service.new_chat_members.map(called).join("、") });
  if (service.left_chat_member) return t("left", { name: called(service.left_chat_member) });
  if (service.pinned) return t("pinnedOne", { name });
  if (service.new_chat_title) return t("renamed", { title: service.new_chat_title });
  if (service.group_chat_created || service.supergroup_chat_created) return t("founded");
  return t(service.migrate_to_chat_id || service.migrate_from_chat_id ? "migrated" : "happened");
}

/** A line with the date, where a new day begins. */
export function dayElement(date) {
  return el("li", { className: "day" }, el("span", { textContent: day(date) }));
}

/** Whether this message may be edited or removed by the visitor. */
export const isOwn = (message) => Boolean(me()) && message.from.id === store.me && !message.service;
