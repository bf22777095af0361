// Who the visitor is: the button in the corner and the list to choose from.

import { el } from "./rich.js";
import { face } from "./message.js";
import { me, store, tell } from "./store.js";
import { t } from "./words.js";

const ROLES = ["hq_office", "street_command", "community_secretary", "grid_head", "grid_worker", "part_time_worker", "department", "mediator", "micro_grid_leader", "resident", "other"];

/** The button that says who one is. */
export function drawMe() {
  const person = me();
  const words = el("span", {}, el("b", { textContent: person?.name ?? t("choosePerson") }), el("small", { textContent: person?.label ?? "" }));
  document.getElementById("me").replaceChildren(...(person ? [face(person)] : []), words);
  document.getElementById("me").ariaLabel = `${t("iAm")} ${person?.name ?? "?"} ${person?.label ?? ""}`;
}

/** Open the list: by role, with a field to find. */
export function choosePerson() {
  const dialog = document.getElementById("people");
  const field = el("input", { type: "search", placeholder: t("find"), ariaLabel: t("find"), autocomplete: "off" });
  const list = el("div", { className: "people-list" });
  const close = el("button", { type: "button", className: "icon", textContent: "✕", ariaLabel: t("close"), onclick: () => dialog.close() });
  const fill = () => list.replaceChildren(...groups(field.value.trim(), dialog));
  field.oninput = fill;
  dialog.replaceChildren(el("header", {}, el("h2", { id: "people-title", textContent: t("choosePerson") }), close), field, list);
  fill();
  dialog.showModal();
  list.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
}

function groups(wanted, dialog) {
  const people = [...store.people.values()].filter((person) => person.role !== "bot" && `${person.name} ${person.label}`.includes(wanted));
  const shown = ROLES.map((role) => [role, people.filter((person) => person.role === role)]).filter(([, some]) => some.length);
  if (!shown.length) return [el("p", { className: "hint", textContent: t("nobody") })];
  return shown.map(([role, some]) => el("section", {}, el("h3", { textContent: t(`role_${role}`) }), el("ul", {}, ...some.map((person) => row(person, dialog)))));
}

function row(person, dialog) {
  const pick = () => {
    dialog.close();
    tell("become", person.id);
  };
  const unit = store.units.get(person.unit)?.name ?? "";
  const about = el("span", {}, el("b", { textContent: person.name }), el("small", { textContent: person.label || unit }));
  const button = el("button", { type: "button", className: "person", onclick: pick }, face(person), about);
  if (person.id === store.me) button.setAttribute("aria-current", "true");
  const address = new URL(location.href);
  address.hash = `as=${person.id}`;
  const link = el("a", { href: address.href, target: "_blank", className: "icon", textContent: "↗", title: t("window"), ariaLabel: `${person.name}: ${t("window")}` });
  return el("li", {}, button, link);
}
