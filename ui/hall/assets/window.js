// The clerk's console: keeps what stands at this window, draws it anew with everything that happens, does what is asked.
import { Live, Newest, ask, device, el, forgive, refuse, say, showLink } from "./hall.js";
import { finishing, help, holding, sending, sure } from "./window_ask.js";
import { LineList } from "./window_line.js";
import { now } from "./window_now.js";
import { page, signIn, whichThemes, whichWindow } from "./window_sign_in.js";
import { clock } from "./window_words.js";

const find = (id) => document.getElementById(id);
const GATHER_MS = 120; // many things that happen at once are drawn once
const REFRESH_MS = 20000; // minutes go by without anything happening

class Console {
  constructor(clerk, number, themes) {
    this.clerk = clerk;
    this.number = number;
    this.themes = themes;
    this.finished = null;
    this.busy = false;
    this.skew = 0;
    this.looks = new Newest();
    this.lists = new LineList((act, ticket) => this.act(act, ticket));
  }

  path(what = "") {
    return `/v1/windows/${this.number}${what}`;
  }

  async look() {
    const window = await ask("GET", this.path());
    const themes = window.themes.length ? window.themes : window.able;
    return [window, await ask("GET", `/v1/line?themes=${themes.join(",")}&window=${this.number}`)];
  }

  /** Ask what stands here and draw it, unless something newer was asked meanwhile: that is drawn then. */
  async load() {
    try {
      const told = await this.looks.of(() => this.look());
      if (told === undefined) return;
      [this.window, this.line] = told;
      this.skew = Date.parse(this.line.now) - Date.now();
      this.draw();
    } catch (fault) {
      await this.failed(fault);
    }
  }

  /** Load and draw; called for everything that happens, once for what comes together. */
  refresh() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.load(), GATHER_MS);
  }

  async failed(fault) {
    if (fault.status === 401 || fault.status === 403) return begin();
    refuse(fault);
  }

  // ---- drawing

  draw() {
    if (this !== desk || !this.window) return;
    if (this.busy) return; // what was asked for is drawn with its answer, never before
    if (this.window.state === "closed") return void this.opening();
    this.choosing = false;
    page("desk");
    const focused = document.activeElement?.dataset?.act;
    find("now").replaceChildren(...now(this));
    for (const button of find("now").querySelectorAll("[data-act]")) button.addEventListener("click", () => this.act(button.dataset.act));
    if (focused) find("now").querySelector(`[data-act="${focused}"]`)?.focus();
    this.lists.show(this);
    this.tick();
    this.drawTop();
  }

  drawTop() {
    document.title = this.window.ticket ? `${this.window.ticket.number} · ${this.number}` : say(`${this.number} 号窗口`, `Window ${this.number}`);
    document.querySelector("h1").textContent = say(`${this.number} 号窗口`, `Window ${this.number}`);
    find("clerk").textContent = this.clerk.name;
    const paused = this.window.state === "paused";
    find("pause").querySelector("span").textContent = paused ? say("继续", "Go on") : say("暂停", "Pause");
  }

  tick() {
    for (const time of find("now").querySelectorAll("[data-since]")) {
      time.textContent = clock((Date.now() + this.skew - Date.parse(time.dataset.since)) / 1000);
    }
  }

  async opening() {
    if (this.choosing) return;
    this.choosing = true;
    find("clerk").textContent = this.clerk.name;
    const picked = await whichThemes(this.window, this.themes);
    this.choosing = false;
    if (picked === null) return enter(this.clerk, true);
    await this.post("/open", { themes: picked });
  }

  // ---- acting

  /** One thing at a time: a second touch of an impatient finger does nothing. */
  async post(what, body, path = this.path(what)) {
    if (this.busy) return null;
    this.busy = true;
    document.body.toggleAttribute("data-busy", true);
    let answer = null;
    try {
      answer = await ask("POST", path, body);
      forgive();
    } catch (fault) {
      await this.failed(fault);
    }
    this.busy = false;
    document.body.toggleAttribute("data-busy", false);
    await this.load();
    return answer;
  }

  async act(name, ticket = this.window.ticket) {
    const special = {
      finish: () => this.finish(),
      transfer: () => this.transfer(),
      park: async () => this.given(await holding(), "/park"),
      open: () => this.post("/open", { themes: this.window.themes }),
      call: () => this.callThis(ticket),
      resume: () => this.post("/resume", { ticket: ticket.id }),
      return: () => this.post("", {}, `/v1/tickets/${ticket.id}/return`),
      cancel: () => this.giveUp(ticket),
      "ask-rating": () => this.askRating(),
      next: () => this.next(),
    };
    return (special[name] ?? (() => this.post(`/${name}`, {})))();
  }

  given(wish, what) {
    return wish && this.post(what, wish);
  }

  async next() {
    const called = await this.post("/next", {});
    if (called) this.forget();
  }

  forget() {
    this.finished = null;
    this.draw();
  }

  async callThis(ticket) {
    const zh = `不按次序，叫 ${ticket.number}？`;
    if (await sure(zh, `Call ${ticket.number} out of turn?`, "叫号", "Call")) await this.post("/call", { ticket: ticket.id });
  }

  async giveUp(ticket) {
    if (await sure(`${ticket.number} 不办了？`, `${ticket.number} is given up?`, "不办了", "Give it up")) await this.post("", {}, `/v1/tickets/${ticket.id}/cancel`);
  }

  async finish() {
    const ended = await this.given(await finishing(), "/finish");
    if (ended) {
      this.finished = ended;
      this.draw();
    }
  }

  async transfer() {
    const targets = [...this.themes].map(([code, name]) => [code, `${code} ${name}`]);
    const windows = (await ask("GET", "/v1/windows")).filter((one) => one.number !== this.number && one.state !== "closed");
    const named = windows.map((one) => [String(one.number), say(`${one.number} 号窗口 ${one.clerk_name}`, `Window ${one.number} ${one.clerk_name}`)]);
    await this.given(await sending([...named, ...targets]), "/transfer");
  }

  async askRating() {
    const asked = await this.post("/ask-rating", { ticket: this.finished.id });
    if (asked) {
      this.finished = asked;
      this.draw();
    }
  }

  pause() {
    return this.window.state === "paused" ? this.act("open") : this.post("/pause", {});
  }

  async close() {
    if (await sure("关窗？", "Close the window?", "关窗", "Close")) await this.post("/close", {});
  }

  async changeThemes() {
    const picked = await whichThemes(this.window, this.themes);
    page("desk");
    if (picked) await this.post("/open", { themes: picked });
  }

  /** Keys do what the button with that key does: what cannot be pressed now cannot be typed. */
  key(event) {
    const writing = ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName) || document.querySelector("dialog[open]");
    if (writing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.key === "?") return void help();
    const key = event.key.toUpperCase();
    const button = find("desk").hidden ? null : document.querySelector(`#now [data-key="${key}"]:not(:disabled)`);
    if (button) event.preventDefault();
    button?.click();
    if (!button && key === "B" && !find("pause").hidden) find("pause").click();
  }
}

let desk = null;
let live = null;

const KEYS = [
  ["N", "叫下一位", "Call next"],
  ["S", "开始办理", "Start"],
  ["R", "再叫一次", "Call again"],
  ["X", "过号", "No-show"],
  ["D", "放弃办理", "Gives it up"],
  ["F", "办结", "Finish"],
  ["T", "转办", "Send on"],
  ["P", "暂存", "Put on hold"],
  ["E", "请他评价", "Ask for a rating"],
  ["B", "暂停 / 继续", "Pause, go on"],
  ["?", "这张表", "This list"],
];
find("keys").replaceChildren(...KEYS.flatMap(([key, zh, en]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, say(zh, en))]));

/** From the beginning: whose device this is, who sits here, at which window. */
async function begin() {
  live?.close();
  const here = await device();
  let clerk;
  try {
    clerk = await ask("GET", "/v1/sign-in");
  } catch {
    clerk = await signIn();
  }
  await enter({ name: clerk.name, window: clerk.window || here.window });
}

async function enter(clerk, again = false) {
  live?.close();
  const themes = new Map((await ask("GET", "/v1/themes")).map((one) => [one.code, say(one.name_zh, one.name_en)]));
  desk = new Console(clerk, await whichWindow(clerk.window, again), themes);
  const board = await ask("GET", "/v1/board");
  live = new Live({ after: board.happening, happened: () => desk.refresh(), linked });
  await desk.load();
}

/** After a lost connection everything is asked anew: nothing is believed that was drawn before. */
function linked(up) {
  const back = up && !find("link").hidden;
  showLink(up);
  if (back) desk?.refresh();
}

async function signOut() {
  const zh = "退出并关窗？正在办理的号码将暂存。";
  const en = "Sign out and close the window? A number being served is put on hold.";
  const sits = desk?.window && desk.window.state !== "closed" && desk.window.clerk_name === desk.clerk.name;
  if (sits && !(await sure(zh, en, "退出", "Sign out"))) return;
  await ask("DELETE", "/v1/sign-in").catch(refuse);
  location.reload();
}

find("pause").addEventListener("click", () => desk.pause());
find("close").addEventListener("click", () => desk.close());
find("change-themes").addEventListener("click", () => desk.changeThemes());
find("sign-out").addEventListener("click", signOut);
find("help-open").addEventListener("click", help);
document.addEventListener("keydown", (event) => desk?.key(event));
setInterval(() => desk?.window && desk.tick(), 1000);
setInterval(() => desk?.window?.state && desk.window.state !== "closed" && desk.refresh(), REFRESH_MS);
begin().catch(refuse);
