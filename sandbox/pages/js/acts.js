// What the visitor does as somebody: speak, show, press, react. Refusals are told as toasts.

import { get, post, postFiles, Refused } from "./api.js";
import { isIn, me, privateChat, store, tell } from "./store.js";
import { alertBox, botAnswer, toast } from "./toast.js";
import { t } from "./words.js";

const PRESS_WAIT = 25;
const DEEP_LINK = /^(?:https?:\/\/(?:t|telegram)\.me\/|tg:\/\/resolve\?domain=)([A-Za-z0-9_]+)(?:[?&]start=([A-Za-z0-9_-]*))?/;
const ownReactions = new Map(); // "chat message person" -> emoji

async function tried(action) {
  try {
    return await action();
  } catch (error) {
    toast(error instanceof Refused ? error.message : t("lost"), "bad");
    return null;
  }
}

const where = (chat) => ({ user: store.me, chat: chat.person ? store.bot.id : chat.id });

/** Whoever acts must be in the chat. */
function present(chat) {
  if (isIn(chat, store.me)) return true;
  toast(t("notHere", { name: me()?.name ?? "?" }), "bad");
  return false;
}

export const say = (chat, text, replyTo) => tried(() => post("/people/say", { ...where(chat), text, reply_to: replyTo ?? null }));

export const edit = (chat, id, text) => tried(() => post("/people/edit", { ...where(chat), message_id: id, text }));

export const remove = (chat, id) => tried(() => post("/people/delete", { ...where(chat), message_id: id }));

/** The same in another chat, with who wrote it first; `to` is a chat of the visitor's own. */
export async function forward(chat, message, to) {
  const fields = { user: store.me, chat: to.id, from_chat: chat.person ? store.bot.id : chat.id, message_id: message.id };
  if (await tried(() => post("/people/forward", fields))) toast(t("forwardedTo", { chat: to.title }));
}

/** The chats of the visitor that can be spoken in, the private one with the bot first. */
export async function ownChats() {
  const all = (await tried(() => get("/people/chats", { user: store.me, limit: 200 }))) ?? [];
  const open = all.filter((each) => !each.deleted && !each.blocked && each.migrated_to === null && (each.type !== "private" || each.started));
  return open.sort((one, other) => (other.type === "private") - (one.type === "private"));
}

export const sendVoice = (chat) => tried(() => post("/people/send_voice", { ...where(chat), duration: 6 }));

export const sendPlace = (chat) => tried(() => post("/people/send_location", { ...where(chat), latitude: 29.0791, longitude: 119.6474 }));

/** One picture or an album; `blobs` are Blobs or Files. */
export function sendPhotos(chat, blobs, caption, replyTo) {
  const fields = { ...where(chat), caption, reply_to: replyTo ?? null };
  const files = blobs.map((blob, index) => [blobs.length > 1 ? `file${index}` : "file", blob, blob.name ?? "photo.png"]);
  return tried(() => postFiles(blobs.length > 1 ? "/people/send_album" : "/people/send_photo", fields, files));
}

/** A picture that comes with the page. */
export async function sample(name) {
  const response = await fetch(`pictures/${name}.png`);
  return new File([await response.blob()], `${name}.png`, { type: "image/png" });
}

/** Press Start, with or without a payload. */
export async function start(personId, payload = "") {
  return tried(() => post("/people/start", { user: personId, bot: store.bot.id, payload }));
}

/** Press an inline button and show what the bot answers. */
export async function press(chat, message, row, col) {
  if (!present(chat)) return;
  const answer = await tried(() => post("/people/press", { ...where(chat), message_id: message.id, row, col, wait: PRESS_WAIT }));
  if (!answer) return;
  if (answer.url) startLink(answer.url);
  else if (answer.answered) botAnswer(answer);
  else toast(t("noAnswer"), "bad");
}

/** Put an emoji, or take it back. */
export async function react(chat, message, emoji) {
  if (!present(chat)) return;
  const key = `${chat.key} ${message.id} ${store.me}`;
  const wanted = ownReactions.get(key) === emoji ? "" : emoji;
  ownReactions.set(key, wanted);
  await tried(() => post("/people/react", { ...where(chat), message_id: message.id, emoji: wanted }));
}

/** A link: the bot's own deep link presses Start here, any other is offered. */
export async function startLink(address) {
  const found = address.match(DEEP_LINK);
  if (!found || !store.me) return alertBox("", address);
  const bots = await get("/people/bots");
  if (!bots.some((bot) => bot.username === found[1])) return alertBox("", address);
  privateChat(store.me);
  await start(store.me, found[2] ?? "");
  tell("show", "private");
}
