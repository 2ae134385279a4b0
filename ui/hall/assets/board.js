// The board: begins with what the hall says now, then lives on what happens, through every loss of the connection.
import { ask, refuse, show, showLink, stayAwake, toTheDoor } from "./hall.js";
import { askForArea, remembered } from "./board_area.js";
import { hallNow, keepTime } from "./board_clock.js";
import { showBoard, showCall } from "./board_view.js";
import { Live } from "./live.js";
import { Pulse } from "./pulse.js";
import { Announcer } from "./speech.js";

const RETRY_MS = 2000;
const CHECK_MS = 60000; // a new day, or a token taken back, may come without anything happening here
const TOO_LATE_MS = 20000; // a call that is older was missed while the connection was lost: shown, not spoken
const SAME = new Set(["started", "finished", "parked", "resumed", "rating_asked", "rated", "window", "theme", "booked"]);
// What is the same here before and after it.

const query = new URLSearchParams(location.search);
const announcer = new Announcer(query.get("speak") === null ? "zh" : query.get("speak"), document.getElementById("silent"));
let themes = "";
let mark = ""; // of the newest happening that is on the screen
let up = true;

const pulse = new Pulse(async (after) => {
  try {
    const board = await ask("GET", `/v1/board?themes=${themes}&after=${after}`);
    if (board.happening < pulse.after && after < pulse.after) return pulse.soon(); // a newer call is on the screen already
    pulse.after = board.happening; // lower than asked for: the hall's records were restored, and it counts anew
    mark = board.mark;
    keepTime(board.now);
    showBoard(board, themes);
  } catch (fault) {
    toTheDoor(fault);
    if (fault.status) refuse(fault); // not reached: the bar at the top says so
    pulse.soon();
  }
}, CHECK_MS);

function happened(one) {
  if (SAME.has(one.what)) return;
  if (one.what === "called" || one.what === "recalled") {
    showCall({ number: one.number, window: one.window, again: one.what === "recalled" });
    if (hallNow() - Date.parse(one.at) < TOO_LATE_MS) announcer.call(one.number, one.window);
  }
  if (one.what === "recalled") pulse.after = Math.max(pulse.after, one.seq); // all of it is on the screen
  else if (one.seq > pulse.after) pulse.soon(one.seq);
}

function anew() {
  pulse.forget();
  pulse.now();
}

function linked(now) {
  showLink(now);
  if (now !== up) pulse.soon(); // a loss may be a token taken back: then the answer is the door
  up = now;
}

async function begin() {
  const board = await ask("GET", "/v1/board");
  keepTime(board.now);
  themes = query.get("themes");
  if (themes === null) themes = remembered(board);
  if (themes === null) themes = await askForArea(board);
  show(document.getElementById("board"));
  await pulse.now();
  new Live({ about: { themes }, after: mark, happened, anew, linked }); // a call in between is heard of, and spoken
}

async function beginAgain() {
  try {
    await begin();
  } catch (fault) {
    toTheDoor(fault);
    showLink(false);
    setTimeout(beginAgain, RETRY_MS);
  }
}

const language = document.getElementById("language");
const inOther = new URLSearchParams(query);
inOther.set("lang", new URLSearchParams(language.search).get("lang"));
language.search = inOther; // the other language keeps the themes

stayAwake();
beginAgain();
