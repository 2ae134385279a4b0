// The rating pad: wakes when the clerk asks, takes one answer or none, and goes back to sleep by itself.
import { Newest, ask, device, el, fill, refuse, say, show, showLink, stayAwake } from "./hall.js";
import { Live } from "./live.js";
import { face } from "./pad_faces.js";

const LEVELS = [
  ["very_satisfied", 1, "", "非常满意", "Very satisfied"],
  ["satisfied", 0.5, "", "满意", "Satisfied"],
  ["fair", 0, "middle", "基本满意", "Fair"],
  ["dissatisfied", -0.5, "low", "不满意", "Dissatisfied"],
  ["very_dissatisfied", -1, "low", "非常不满意", "Very dissatisfied"],
];
const ASKED_MS = 60000; // the visitor has gone
const THANKS_MS = 4000;
const RETRY_MS = 3000; // where the hall is away when the page is opened

const looks = new Newest();
const find = (id) => document.getElementById(id);
let window_ = 0;
let sleeping = 0;
let answering = false;

function page(name) {
  for (const each of ["asleep", "asking", "thanks"]) show(find(each), each === name);
}

function sleep() {
  clearTimeout(sleeping);
  page("asleep");
}

function wake() {
  clearTimeout(sleeping);
  page("asking");
  if (document.activeElement) document.activeElement.blur(); // nothing is chosen beforehand
  sleeping = setTimeout(() => answer(null), ASKED_MS);
}

async function answer(level) {
  if (answering) return;
  answering = true;
  clearTimeout(sleeping);
  try {
    await ask("POST", `/v1/windows/${window_}/rating`, { level });
    if (level === null) sleep();
    else {
      page("thanks");
      sleeping = setTimeout(sleep, THANKS_MS);
    }
  } catch (fault) {
    if (fault.status === 0) refuse(fault); // the visitor may touch again
    else sleep(); // answered elsewhere, or called off
  }
  answering = false;
}

/** What the hall says now, whatever this pad believed. */
async function look(after = 0) {
  const shown = await looks.of(() => ask("GET", `/v1/windows/${window_}/rating?after=${after}`));
  if (shown === undefined) return;
  if (!shown.asked) {
    if (!find("asking").hidden) sleep();
  } else if (find("asking").hidden) wake();
}

function happened(one) {
  const here = one.window === window_ && ["rating_asked", "rated", "window", "called"].includes(one.what);
  if (here) look(one.seq).catch(refuse);
}

function linked(up) {
  const back = up && !find("link").hidden;
  showLink(up);
  if (back) look().catch(refuse);
}

async function begin() {
  const here = await device();
  window_ = here.window || Number(new URLSearchParams(location.search).get("window"));
  if (!window_) {
    refuse(say("这个评价器还没有指定窗口：请用带窗口号的令牌", "This pad belongs to no window yet: use a token bound to one"));
    return;
  }
  find("where").textContent = say(`${window_} 号窗口`, `Window ${window_}`);
  const buttons = LEVELS.map(([level, mood, kind, zh, en]) => el("button", { class: kind, onclick: () => answer(level) }, face(mood), say(zh, en)));
  fill(find("levels"), ...buttons);
  await look();
  new Live({ about: { window: window_ }, happened, anew: () => look().catch(refuse), linked });
}

find("rather-not").addEventListener("click", () => answer(null));

/** Until the hall can be reached. */
function beginAgain() {
  begin().catch((fault) => {
    refuse(fault);
    if (fault.status === 0 || fault.status >= 500) setTimeout(beginAgain, RETRY_MS);
  });
}

stayAwake();
beginAgain();
