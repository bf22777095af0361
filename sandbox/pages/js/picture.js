// A photo at full size.

import { el } from "./rich.js";
import { t } from "./words.js";

/** Show it until it is clicked or Escape is pressed. */
export function showPicture(address, words) {
  const dialog = document.getElementById("picture");
  const close = el("button", { type: "button", className: "close", textContent: "✕", ariaLabel: t("close"), onclick: () => dialog.close() });
  const image = el("img", { src: address, alt: words || t("photo"), onclick: () => dialog.close() });
  dialog.replaceChildren(close, image, ...(words ? [el("p", { textContent: words })] : []));
  dialog.showModal();
}
