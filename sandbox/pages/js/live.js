// The live stream: what happens in every chat and in the scene, as it happens.

import { apply, hear, load, open, privateChat, store, tell } from "./store.js";

const AGAIN = 1500;
let source = null;

/** Listen for good; whenever the stream opens everything is loaded again: what was said before it opened is not told. */
export function listen() {
  source?.close();
  source = new EventSource("/people/events");
  source.onopen = () => {
    tell("connected", true);
    tell("reload");
  };
  source.onerror = () => {
    tell("connected", false);
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
  };
  for (const kind of ["message", "edit", "reaction", "pin", "delete", "callback_answer", "action", "member", "migrate", "scene"]) {
    source.addEventListener(kind, (event) => happened(JSON.parse(event.data)));
  }
}

function happened(event) {
  if (event.kind === "scene") return tell("scene", event);
  const chat = event.person ? privateChat(event.person) : store.chats.get(event.chat);
  if (!chat) return tell("reload");
  HAPPENS[event.kind]?.(chat, event);
}

const HAPPENS = {
  message(chat, { message }) {
    apply(chat, (messages) => messages.set(message.id, message));
    if (chat.person) chat.started = true;
    if (message.service?.new_chat_members || message.service?.left_chat_member) chat.members = null;
    tell("message", { chat, message });
  },
  edit: changed,
  reaction: changed,
  pin: changed,
  delete(chat, event) {
    apply(chat, (messages) => messages.delete(event.message_id));
    tell("gone", { chat, id: event.message_id });
  },
  callback_answer(chat, { user, answer, message_id: id }) {
    tell("answer", { chat, user, answer, id });
  },
  action(chat) {
    tell("typing", chat);
  },
  async member(chat) {
    if (!chat.person) chat.members = null;
    if (chat.loaded) {
      chat.loaded = false;
      await open(chat);
    }
    tell("members", chat);
  },
  migrate() {
    tell("reload");
  },
};

function changed(chat, { kind, message }) {
  const before = chat.messages.get(message.id);
  apply(chat, (messages) => messages.set(message.id, message));
  const isEdit = kind === "edit" && (!before || before.text !== message.text || before.html !== message.html || JSON.stringify(before.buttons) !== JSON.stringify(message.buttons));
  tell("changed", { chat, message, isEdit });
}

hear("reload", () => {
  load()
    .then(() => tell("loaded"))
    .catch(() => setTimeout(() => tell("reload"), AGAIN));
});
