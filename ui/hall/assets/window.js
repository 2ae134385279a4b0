// The clerk's console: keeps what stands at this window, draws it anew with everything that happens, does what is asked.
import { Newest, ask, device, el, fill, focusOn, focused, forgive, refuse, say, showLink } from "./hall.js";
import { Live } from "./live.js";
import { Pulse } from "./pulse.js";
import { finishing, help, holding, sending, sure } from "./window_ask.js";
import { LineList } from "./window_line.js";
import { now } from "./window_now.js";
import { page, signIn, whichThemes, whichWindow } from "./window_sign_in.js";
import { clock } from "./window_words.js";

const find = (id) => document.getElementById(id);
const SOON = { soon: 120, spread: 500, pause: 2000 }; // what happens together is asked and drawn once
const CHECK_MS = 20000; // minutes go by without anything happening
const RETRY_MS = 3000; // where the hall is away when the page is opened
const SAME = new Set(["started", "recalled", "finished", "rating_asked", "rated", "booked", "theme", "window"]);
// What at another window changes nothing here.

class Console {
  constructor(clerk, number, themes) {
    this.clerk = clerk;
    this.number = number;
    this.themes = themes;
    this.finished = null;
    this.busy = false;
    this.skew = 0;
    this.happening = 0; // the newest that is in what is shown
    this.looks = new Newest();
    this.live = null;
    this.heard = ""; // the themes that are listened for
    this.pulse = new Pulse((after, wanted) => this.again(after, wanted), CHECK_MS, SOON);
    this.lists = new LineList((act, ticket) => this.act(act, ticket));
  }

  path(what = "") {
    return `/v1/windows/${this.number}${what}`;
  }

  /** Ask what stands here and draw it, unless something newer was asked meanwhile: that is drawn then. */
  async load(after = 0, fresh = false) {
    try {
      const told = await this.looks.of(() => ask("GET", `${this.path("/desk")}?after=${after}`, undefined, fresh));
      if (told === undefined || this !== desk) return;
      this.window = told.window;
      this.line = told.line;
      this.happening = told.happening;
      this.skew = Date.parse(this.line.now) - Date.now();
      this.listen();
      this.draw();
    } catch (fault) {
      await this.failed(fault);
    }
  }

  /** Nothing is asked for what an act of this window has shown already. */
  again(after, wanted) {
    if (!wanted || after > this.happening) return this.load(after);
    return null;
  }

  /** Everything that concerns this window: its themes, and who is sent here alone. */
  listen() {
    const themes = (this.window.themes.length ? this.window.themes : this.window.able).join(",");
    if (this.live && this.heard === themes) return;
    if (this.live) this.live.close();
    this.heard = themes;
    const about = { themes, window: this.number };
    this.live = new Live({ about, happened: (one) => this.happened(one), anew: () => this.anew(), linked });
  }

  happened(one) {
    const here = one.window === this.number || one.detail === `@${this.number}`;
    if (this.busy || one.seq <= this.happening || (!here && SAME.has(one.what))) return;
    this.pulse.soon(one.seq);
  }

  /** The hall may count anew: nothing is believed that was known before. */
  anew() {
    this.happening = 0;
    this.pulse.forget();
    this.pulse.now();
  }

  leave() {
    this.pulse.stop();
    if (this.live) this.live.close();
  }

  async failed(fault) {
    if (fault.status === 401 || fault.status === 403) return beginAgain();
    refuse(fault);
  }

  // ---- drawing

  draw() {
    if (this !== desk || !this.window) return;
    if (this.busy) return; // what was asked for is drawn with its answer, never before
    if (this.window.state === "closed") return void this.opening();
    this.choosing = false;
    page("desk");
    const held = focused("act");
    fill(find("now"), ...now(this));
    for (const button of find("now").querySelectorAll("[data-act]")) button.addEventListener("click", () => this.act(button.dataset.act));
    if (held) focusOn(find("now").querySelector(`[data-act="${held}"]`));
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
    document.body.setAttribute("data-busy", "");
    let answer = null;
    try {
      answer = await ask("POST", path, body);
      forgive();
    } catch (fault) {
      await this.failed(fault);
    }
    this.busy = false;
    document.body.removeAttribute("data-busy");
    await this.load(0, true);
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
    return (special[name] || (() => this.post(`/${name}`, {})))();
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
    if (button) button.click();
    if (!button && key === "B" && !find("pause").hidden) find("pause").click();
  }
}

let desk = null;

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
for (const [key, zh, en] of KEYS) find("keys").append(el("dt", {}, el("kbd", {}, key)), el("dd", {}, say(zh, en)));

/** From the beginning: whose device this is, who sits here, at which window. */
async function begin() {
  if (desk) desk.leave();
  const here = await device();
  let clerk;
  try {
    clerk = await ask("GET", "/v1/sign-in");
  } catch (fault) {
    if (fault.status === 0) throw fault;
    clerk = await signIn();
  }
  await enter({ name: clerk.name, window: clerk.window || here.window });
}

async function enter(clerk, again = false) {
  if (desk) desk.leave();
  const themes = new Map((await ask("GET", "/v1/themes")).map((one) => [one.code, say(one.name_zh, one.name_en)]));
  desk = new Console(clerk, await whichWindow(clerk.window, again), themes);
  await desk.pulse.now();
}

/** Until the hall can be reached. */
async function beginAgain() {
  try {
    await begin();
  } catch (fault) {
    refuse(fault);
    if (fault.status === 0 || fault.status >= 500) setTimeout(beginAgain, RETRY_MS);
  }
}

/** After a lost connection everything is asked anew: nothing is believed that was drawn before. */
function linked(up) {
  const back = up && !find("link").hidden;
  showLink(up);
  if (back && desk) desk.pulse.now();
}

async function signOut() {
  const zh = "退出并关窗？正在办理的号码将暂存。";
  const en = "Sign out and close the window? A number being served is put on hold.";
  const sits = desk && desk.window && desk.window.state !== "closed" && desk.window.clerk_name === desk.clerk.name;
  if (sits && !(await sure(zh, en, "退出", "Sign out"))) return;
  await ask("DELETE", "/v1/sign-in").catch(refuse);
  location.reload();
}

find("pause").addEventListener("click", () => desk.pause());
find("close").addEventListener("click", () => desk.close());
find("change-themes").addEventListener("click", () => desk.changeThemes());
find("sign-out").addEventListener("click", signOut);
find("help-open").addEventListener("click", help);
document.addEventListener("keydown", (event) => desk && desk.key(event));
setInterval(() => desk && desk.window && desk.tick(), 1000);
beginAgain();
