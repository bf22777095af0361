// The business clock: told by the bot, moved by three buttons.

import { get, post, Refused } from "./api.js";
import { el } from "./rich.js";
import { hear, store } from "./store.js";
import { toast } from "./toast.js";
import { day, hours, moment, t } from "./words.js";

const LOOK_EVERY = 5000;
const MISSING_EVERY = 2000;
const TICK = 1000;
let ahead = null; // ms that business time is ahead of this machine
let moving = false;

/** Begin to ask; keeps trying where nobody answers. */
export function keepTime() {
  for (const button of document.querySelectorAll("[data-jump]")) button.onclick = () => jump(button);
  setInterval(draw, TICK);
  hear("scene", (progress) => {
    if (moving !== Boolean(progress.moving)) look();
    moving = Boolean(progress.moving) && progress.state === "playing";
    draw();
  });
  ask();
}

async function ask() {
  const found = await look();
  setTimeout(ask, found ? LOOK_EVERY : MISSING_EVERY);
}

/** Ask once; false where there is no bot. */
export async function look() {
  let found = true;
  try {
    set((await get("/control/time")).now);
  } catch {
    ahead = null;
    found = false;
  }
  const banner = document.getElementById("waiting");
  banner.hidden = found;
  if (!found) banner.textContent = t(store.chats.size ? "noBot" : "noTown");
  draw();
  return found;
}

function set(now) {
  ahead = Date.parse(now) - Date.now();
}

async function jump(button) {
  const wish = button.dataset.jump === "next_morning" ? { to: "next_morning" } : { forward: button.dataset.jump };
  moving = true;
  button.classList.add("busy");
  draw();
  const running = setInterval(look, 400);
  try {
    set((await post("/control/time", wish)).now);
    toast(t("moved", { time: moment(new Date(Date.now() + ahead)) }));
  } catch (error) {
    toast(error instanceof Refused ? error.message : t("lost"), "bad");
  }
  clearInterval(running);
  button.classList.remove("busy");
  moving = false;
  draw();
}

export function draw() {
  const shown = document.getElementById("clock-face");
  const now = new Date(Date.now() + (ahead ?? 0));
  shown.replaceChildren(el("span", { textContent: ahead === null ? "" : day(now) }), el("b", { textContent: ahead === null ? "––:––" : hours(now) }));
  shown.classList.toggle("moving", moving);
  for (const button of document.querySelectorAll("[data-jump]")) button.disabled = ahead === null || moving;
}
