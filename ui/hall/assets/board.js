// The board: begins with what the hall says now, then lives on what happens, through every loss of the connection.
import { Live, ask, refuse, show, showLink } from "./hall.js";
import { askForArea, remembered } from "./board_area.js";
import { hallNow, keepTime } from "./board_clock.js";
import { showBoard, showCall } from "./board_view.js";
import { Pulse } from "./pulse.js";
import { Announcer } from "./speech.js";

const RETRY_MS = 2000;
const CHECK_MS = 60000; // a new day, or a token taken back, may come without anything happening here
const TOO_LATE_MS = 20000; // a call that is older was missed while the connection was lost: shown, not spoken

const query = new URLSearchParams(location.search);
const announcer = new Announcer(query.get("speak") ?? "zh", document.getElementById("silent"));
let themes = "";
let last = 0; // the newest happening that the page shows
let up = true;

const pulse = new Pulse(async () => {
  try {
    const board = await ask("GET", `/v1/board?themes=${themes}`);
    if (board.happening < last) return pulse.soon(); // a newer call is on the screen already
    last = board.happening;
    keepTime(board.now);
    showBoard(board, themes);
  } catch (fault) {
    if (fault.status === 401 || fault.status === 403) location.replace("/");
    if (fault.status) refuse(fault); // not reached: the bar at the top says so
    pulse.soon();
  }
}, CHECK_MS);

function happened(one) {
  last = Math.max(last, one.seq);
  if (one.what === "called" || one.what === "recalled") {
    showCall({ number: one.number, window: one.window, again: one.what === "recalled" });
    if (hallNow() - Date.parse(one.at) < TOO_LATE_MS) announcer.call(one.number, one.window);
  }
  pulse.soon();
}

function linked(now) {
  showLink(now);
  if (now !== up) pulse.soon(); // a loss may be a token taken back: then the answer is the door
  up = now;
}

async function begin() {
  const board = await ask("GET", "/v1/board");
  themes = query.get("themes") ?? remembered(board) ?? (await askForArea(board));
  show(document.getElementById("board"));
  await pulse.now();
  new Live({ after: last, themes, happened, linked });
}

async function beginAgain() {
  try {
    await begin();
  } catch (fault) {
    if (fault.status === 401 || fault.status === 403) location.replace("/");
    showLink(false);
    setTimeout(beginAgain, RETRY_MS);
  }
}

const language = document.getElementById("language");
const inOther = new URLSearchParams(query);
inOther.set("lang", new URLSearchParams(language.search).get("lang"));
language.search = inOther; // the other language keeps the themes

/** Keeps a television's browser from going to sleep; browsers offer it over TLS and on the same computer only. */
const stayAwake = () => document.hidden || navigator.wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
beginAgain();
