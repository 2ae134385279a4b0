// The manager's pages: which of them is shown, and what must be drawn again when something happens in the hall.
import { refuse, show, showLink, toTheDoor } from "./hall.js";
import { drawClerks, listenForClerks } from "./office_clerks.js";
import { drawDay, listenForThemes } from "./office_day.js";
import { drawDevices, hideSecret, listenForDevices } from "./office_devices.js";
import { drawSettlement, listenForDays } from "./office_settlement.js";
import { Live } from "./live.js";
import { Pulse } from "./pulse.js";

const PARTS = { day: drawDay, devices: drawDevices, clerks: drawClerks, settlement: drawSettlement };
const MATTERS = { devices: ["tokens"], clerks: ["clerks"], settlement: ["settled", "reopened"] }; // to the day, everything does
const CHECK_MS = 30000; // minutes pass without anything happening
const PAUSE_MS = 5000; // between two looks at the whole day

const part = () => (location.hash.slice(1) in PARTS ? location.hash.slice(1) : "day");

const pulse = new Pulse(() => PARTS[part()]().catch(failed), CHECK_MS, { pause: PAUSE_MS });
const draw = () => pulse.now();

function failed(fault) {
  toTheDoor(fault);
  refuse(fault);
}

function turn() {
  for (const id of Object.keys(PARTS)) show(document.getElementById(id), id === part());
  for (const tab of document.querySelectorAll(".tab")) {
    if (tab.hash === `#${part()}`) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  document.querySelector("nav a[lang]").hash = location.hash;
  hideSecret();
  draw();
}

function happened(one) {
  const matters = MATTERS[part()];
  if (!matters || matters.includes(one.what)) pulse.soon(one.seq);
}

let up = true;

function linked(now) {
  showLink(now);
  if (now !== up) pulse.soon();
  up = now;
}

const act = (work) => work.then(draw, failed);
listenForThemes(act);
listenForDevices(act);
listenForClerks(act);
listenForDays(act);
document.getElementById("print").addEventListener("click", () => print());
addEventListener("hashchange", turn);
turn();
new Live({ happened, anew: () => pulse.soon(), linked });
