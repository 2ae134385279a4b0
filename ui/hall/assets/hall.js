// What every page of the hall shares: its language, asking the hall, and saying what went wrong.
// All scripts and styles keep to what Chromium 63 knows, the browser of televisions of 2019 (see tests/ui/hall/web/least.py).

export const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

/** One of two sentences: they stand beside each other so that nobody changes only one of them. */
export const say = (zh, en) => (lang === "zh" ? zh : en);

export const show = (node, visible = true) => {
  node.hidden = !visible;
};

/** An element with attributes (`onclick` and the like as functions) and children; text is never taken for markup. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** These children in place of those that were there. */
export function fill(node, ...children) {
  node.textContent = "";
  node.append(...children);
}

/** Rows of a table, whose figures know the names of their columns: a phone shows them beside each other. */
export function fillTable(body, ...rows) {
  fill(body, ...rows);
  const names = [...body.closest("table").querySelectorAll("thead th")].map((head) => head.textContent.trim());
  for (const row of rows) {
    [...row.children].forEach((cell, place) => cell.tagName === "TD" && names[place] && cell.setAttribute("data-name", names[place]));
  }
}

/** What the focused element says of itself under this name (`data-name`). */
export const focused = (name) => (document.activeElement ? document.activeElement.dataset[name] : undefined);

export function focusOn(node) {
  if (node) node.focus();
}

const UNREACHED = ["连接不上大厅系统", "The hall cannot be reached"];
const BROKEN = ["系统出错了，请稍后再试", "Something went wrong here: please try again later"];

/** What the hall refused, in its own words. `status` 0: the hall could not be reached. */
export class Refusal extends Error {
  constructor(status, fault = {}) {
    const another = fault.reason === "has_another" ? ` ${fault.detail}` : ""; // its number
    const otherwise = say(...(status ? BROKEN : UNREACHED)); // not the hall's own form: something in between answered
    super((say(fault.message, fault.message_en) || otherwise) + another);
    this.status = status;
    this.reason = fault.reason || "";
    this.detail = fault.detail || "";
  }
}

const PATIENCE_MS = 15000;

/** What `read` makes of the answer, or an error after a while: no older browser can give a request an end by itself. */
function inTime(path, options, read) {
  const control = "AbortController" in self ? new AbortController() : null;
  if (control) options.signal = control.signal;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error("no answer in time"));
      if (control) control.abort();
    }, PATIENCE_MS);
    const settle = (how) => (value) => {
      clearTimeout(timer);
      how(value);
    };
    fetch(path, options).then(read).then(settle(resolve), settle(reject));
  });
}

const noFault = () => ({});

/** The answer as [status, whether it is well, its JSON or null]. */
async function read(answer) {
  if (!answer.ok) return [answer.status, false, await answer.json().catch(noFault)];
  return [answer.status, true, answer.status === 204 ? null : await answer.json()];
}

/** Ask the hall; the answer's JSON, or null where it has none. Throws Refusal. `fresh`: nothing that others were told. */
export async function ask(method, path, body, fresh = false) {
  const options = { method, headers: {}, credentials: "same-origin" };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  if (fresh) options.headers["Cache-Control"] = "no-cache";
  let told;
  try {
    told = await inTime(path, options, read);
  } catch (fault) {
    throw new Refusal(0);
  }
  const [status, well, content] = told;
  if (!well) throw new Refusal(status, content);
  return content;
}

/** Of several questions under way only the newest one's answer counts: an older answer may come last. */
export class Newest {
  constructor() {
    this.count = 0;
  }

  /** The answer of `question()`, or undefined where another was asked meanwhile. */
  async of(question) {
    this.count += 1;
    const mine = this.count;
    const answer = await question();
    return mine === this.count ? answer : undefined;
  }
}

let fading = 0;

/** Say a fault at the foot of the page for a while. */
export function refuse(fault) {
  const place = document.getElementById("refusal");
  place.textContent = fault instanceof Error ? fault.message : String(fault);
  show(place);
  clearTimeout(fading);
  fading = setTimeout(() => show(place, false), 8000);
}

export const forgive = () => show(document.getElementById("refusal"), false);

/** The line at the top that says when the connection is lost. */
export const showLink = (up) => show(document.getElementById("link"), !up);

/** To the page where a token is entered, where the hall does not know this device. */
export function toTheDoor(fault) {
  if (fault.status === 401 || fault.status === 403) location.replace("/");
}

/** This device, or off to the page where a token is entered. */
export async function device() {
  try {
    return await ask("GET", "/v1/device");
  } catch (fault) {
    toTheDoor(fault);
    throw fault;
  }
}

/** Keeps a screen from going to sleep; browsers offer it over TLS and on the same computer only. */
export function stayAwake() {
  const hold = () => document.hidden || !("wakeLock" in navigator) || navigator.wakeLock.request("screen").catch(noFault);
  document.addEventListener("visibilitychange", hold);
  hold();
}
