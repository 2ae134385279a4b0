// What every page of the hall shares: its language, asking the hall, hearing from it, and saying what went wrong.

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

/** What the hall refused, in its own words. `status` 0: the hall could not be reached. */
export class Refusal extends Error {
  constructor(status, fault = {}) {
    const another = fault.reason === "has_another" ? ` ${fault.detail}` : ""; // its number
    super((say(fault.message, fault.message_en) || say("连接不上大厅系统", "The hall cannot be reached")) + another);
    this.status = status;
    this.reason = fault.reason ?? "";
    this.detail = fault.detail ?? "";
  }
}

/** Ask the hall; the answer's JSON, or null where it has none. Throws Refusal. */
export async function ask(method, path, body) {
  const options = { method, headers: {}, signal: AbortSignal.timeout(15000) };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refusal(0);
  }
  if (!answer.ok) throw new Refusal(answer.status, await answer.json().catch(() => ({})));
  return answer.status === 204 ? null : answer.json();
}

/** Of several questions under way only the newest one's answer counts: an older answer may come last. */
export class Newest {
  #count = 0;

  /** The answer of `question()`, or undefined where another was asked meanwhile. */
  async of(question) {
    const mine = ++this.#count;
    const answer = await question();
    return mine === this.#count ? answer : undefined;
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

const SILENCE_MS = 25000; // the hall beats every 10 seconds
const RETRY_MS = 2000;

/**
 * Everything that happens in the hall, from happening `after` on, through every loss of the connection.
 * `happened(one)` gets each once and in order; `linked(true|false)` tells when the connection comes and goes.
 */
export class Live {
  constructor({ after = 0, themes = "", happened, linked }) {
    this.last = after;
    this.themes = themes;
    this.happened = happened;
    this.linked = linked;
    this.timer = 0;
    this.open();
  }

  open() {
    this.source = new EventSource(`/v1/events?themes=${encodeURIComponent(this.themes)}&after=${this.last}`);
    this.source.addEventListener("open", () => this.heard());
    this.source.addEventListener("beat", () => this.heard());
    this.source.addEventListener("happening", (event) => this.hear(JSON.parse(event.data)));
    this.source.addEventListener("error", () => this.lost());
    this.watch();
  }

  hear(one) {
    this.heard();
    if (one.seq <= this.last) return;
    this.last = one.seq;
    this.happened(one);
  }

  heard() {
    this.linked(true);
    this.watch();
  }

  watch() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lost(), SILENCE_MS);
  }

  /** The browser's own retry gives up for good at an answer that is no stream, so it is done here. */
  lost() {
    this.linked(false);
    this.source.close();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), RETRY_MS);
  }

  close() {
    clearTimeout(this.timer);
    this.source.close();
  }
}

/** The line at the top that says when the connection is lost. */
export const showLink = (up) => show(document.getElementById("link"), !up);

/** This device, or off to the page where a token is entered. */
export async function device() {
  try {
    return await ask("GET", "/v1/device");
  } catch (fault) {
    if (fault.status === 401 || fault.status === 403) location.replace("/");
    throw fault;
  }
}
