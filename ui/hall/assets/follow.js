// The phone's page: told anew when something changes for its number, and rings when it is called.
import { lang, show, stayAwake } from "./hall.js";
import { Bell } from "./follow_bell.js";

const SILENCE_MS = 25000; // the hall beats every 10 seconds
const RETRY_MS = 5000;
const ASK_MS = 15000; // where no events come through
const byId = (id) => document.getElementById(id);
const { code } = document.body.dataset;
const number = document.title;

const bell = new Bell();
let source = null;
let silence = 0;
let asking = 0;
let retrying = 0;
let over = false;

/** `now`: the page's part that changes, as the hall has written it, and how often the number was called. */
function tell(now) {
  byId("now").innerHTML = now.html;
  document.body.dataset.state = now.state;
  document.title = now.window ? `▶ ${now.window} · ${number}` : number;
  bell.called(now.ring);
  if (["finished", "cancelled", "carried_over"].includes(now.state)) end();
}

function heard() {
  show(byId("link"), false);
  clearTimeout(silence);
  clearInterval(asking);
  asking = 0;
  silence = setTimeout(lost, SILENCE_MS);
}

function open() {
  if (over) return;
  if (source) source.close();
  source = new EventSource(`/t/${code}/events?lang=${lang}`);
  source.addEventListener("open", heard);
  source.addEventListener("beat", heard);
  source.addEventListener("error", lost);
  source.addEventListener("now", (event) => {
    heard();
    tell(JSON.parse(event.data));
  });
  clearTimeout(silence);
  silence = setTimeout(lost, SILENCE_MS);
}

/** Events do not come: asked now and then, and tried again. */
function lost() {
  if (source) source.close();
  source = null;
  clearTimeout(silence);
  clearTimeout(retrying);
  if (over) return;
  if (!asking) {
    ask();
    asking = setInterval(ask, ASK_MS);
  }
  retrying = setTimeout(open, RETRY_MS + RETRY_MS * Math.random());
}

async function ask() {
  let answer;
  try {
    answer = await fetch(`/t/${code}/now?lang=${lang}`);
    if (answer.status === 404) return location.reload(); // the hall does not know it any more, and says so
    if (!answer.ok) throw new Error(String(answer.status));
    tell(await answer.json());
    show(byId("link"), false);
  } catch (fault) {
    show(byId("link"));
  }
}

function end() {
  over = true;
  if (source) source.close();
  clearTimeout(silence);
  clearTimeout(retrying);
  clearInterval(asking);
  show(byId("bell"), false);
}

/** A phone that was in a pocket has missed what was told. */
document.addEventListener("visibilitychange", () => document.hidden || open());
addEventListener("online", open);
addEventListener("offline", () => show(byId("link")));

stayAwake();
show(byId("bell"));
bell.called(Number(document.body.dataset.ring));
open();
