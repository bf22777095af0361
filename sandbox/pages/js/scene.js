// The line under the stage: what happens in the scene, and the buttons that begin and end it.

import { post, Refused } from "./api.js";
import { el } from "./rich.js";
import { store, tell } from "./store.js";
import { toast } from "./toast.js";
import { spoken, t } from "./words.js";

const part = (id) => document.getElementById(id);
let progress = null;

/** A new state of the scene: show its line and lead the eye to the chat. */
export function sceneHappens(news) {
  const isStep = news.step !== progress?.step;
  progress = news;
  drawScene();
  if (news.state !== "playing") tell("watch", null);
  else if (isStep) tell("watch", news);
  if (news.pressing) tell("finger", news);
}

/** Begin a scene by its name. */
export async function play(name) {
  try {
    await post("/control/play", { scene: name });
  } catch (error) {
    toast(error instanceof Refused ? error.message : t("lost"), "bad");
  }
}

export function drawScene() {
  const isPlaying = progress?.state === "playing";
  document.body.classList.toggle("playing", isPlaying);
  part("scene-count").textContent = isPlaying ? t("stepOf", { step: progress.step, of: progress.of }) : "";
  part("scene-line").textContent = isPlaying ? (progress.caption?.[spoken()] ?? "") : t(progress?.state ?? "idle");
  part("scene-line").classList.toggle("idle", !progress);
  const late = progress?.late.at(-1);
  part("scene-late").hidden = !late;
  part("scene-late").textContent = late ? t("late", late) : "";
  part("scene-bar").hidden = part("scene-stop").hidden = !isPlaying;
  if (isPlaying) Object.assign(part("scene-bar"), { max: progress.of, value: progress.step });
  const offered = isPlaying ? [] : store.facts.scenes;
  const button = ({ name, title }) => el("button", { type: "button", className: "main", textContent: `▶ ${t("play", { title: title[spoken()] })}`, onclick: () => play(name) });
  part("scene-list").replaceChildren(...offered.map(button));
  part("scene-stop").onclick = () => post("/control/stop");
}
