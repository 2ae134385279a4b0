// Draws the board: the newest call, those before it, and how many wait. Numbers and windows, never a person.
import { el, fill, say, show } from "./hall.js";
import { placeName } from "./board_area.js";
import { fit } from "./board_fit.js";

const BEFORE = 6; // calls in the list, beside the newest
const USUAL = 4; // signs of a number; those that a terminal gave without the hall have one more
const byId = (id) => document.getElementById(id);
let calls = [];

/** Everything anew, from `/v1/board`. */
export function showBoard(board, themes) {
  calls = onceEach(board.calls);
  byId("area").textContent = placeName(board, themes);
  const chosen = themes ? themes.split(",") : null;
  const here = board.themes.filter((theme) => !chosen || chosen.includes(theme.code));
  fill(byId("waiting"), ...here.map((theme) => waitingRow(theme, board.waiting[theme.code] || 0)));
  drawCalls();
}

/** One call that was made now. */
export function showCall(call) {
  calls = onceEach([call, ...calls]);
  drawCalls();
  const newest = byId("newest");
  newest.classList.remove("calling");
  void newest.offsetWidth; // so that the same class begins its animation again
  newest.classList.add("calling");
}

/** A number that was called again stands once, at its newest place. */
function onceEach(all) {
  const seen = new Set();
  return all.filter((call) => !seen.has(call.number) && seen.add(call.number));
}

function drawCalls() {
  const [newest, ...before] = calls;
  for (const id of ["lead", "number", "window"]) show(byId(id), Boolean(newest));
  show(byId("nobody"), !newest);
  show(byId("again"), Boolean(newest && newest.again));
  const number = newest ? newest.number : "";
  byId("number").textContent = number;
  byId("number").classList.toggle("long", number.length > USUAL);
  fill(byId("window"), ...(newest ? toWindow(newest.window) : []));
  fill(byId("calls"), ...before.slice(0, BEFORE).map(callRow));
  fit();
}

const toWindow = (window) => [...say(["到 "], []), ...windowName(window)];

const windowName = (window) => say([el("b", {}, window), " 号窗口"], ["window ", el("b", {}, window)]);

const callRow = (call) => el("li", {}, el("span", { class: "called" }, call.number), el("span", { class: "to" }, ...windowName(call.window)));

function waitingRow(theme, count) {
  const name = say(theme.name_zh, theme.name_en);
  return el("li", {}, el("span", { class: "code" }, theme.code), el("span", { class: "theme" }, name, theme.no_window && el("small", {}, say("暂无窗口", "no window yet"))), el("b", {}, count));
}
