// Short words that go away by themselves, and those that wait for OK.

import { el } from "./rich.js";
import { t } from "./words.js";

const SHOWN = 4200;
const MOST = 2;

/** A line at the edge of the page; `tone` "", "bad" or "bot". */
export function toast(words, tone = "") {
  const line = el("p", { className: `toast ${tone}`, textContent: words });
  const shown = document.getElementById("toasts");
  while (shown.children.length >= MOST) shown.firstChild.remove();
  shown.append(line);
  setTimeout(() => line.remove(), SHOWN);
}

/** A dialog, as a bot's alert is shown. */
export function alertBox(words, link = "") {
  const dialog = document.getElementById("alert");
  const close = el("button", { type: "button", className: "main", textContent: t("ok"), onclick: () => dialog.close() });
  const open = link ? el("a", { href: link, target: "_blank", rel: "noreferrer", textContent: `${t("opens")}: ${link}` }) : null;
  dialog.replaceChildren(el("p", { textContent: words }), ...(open ? [open] : []), close);
  dialog.showModal();
}

/** What the bot answered to a press. */
export function botAnswer(answer) {
  if (answer.text && answer.alert) alertBox(answer.text);
  else if (answer.text) toast(answer.text, "bot");
}
