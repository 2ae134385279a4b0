// Who waits, who is on hold, who was missed: three lists behind three tabs.
import { el, fill, focusOn, focused, say } from "./hall.js";
import { marks, minutes } from "./window_words.js";

const TABS = ["waiting", "parked", "missed"];
const LATE = 30; // minutes
const ACTS = {
  waiting: ["call", "叫这个号", "Call this one"],
  parked: ["resume", "接着办", "Go on"],
  missed: ["return", "重新排队", "Back in line"],
};

/** Keeps the chosen tab; `act(name, ticket)` is called for a row's button. */
export class LineList {
  constructor(act) {
    this.act = act;
    this.tab = "waiting";
    for (const tab of TABS) {
      document.getElementById(`tab-${tab}`).addEventListener("click", () => this.choose(tab));
    }
  }

  choose(tab) {
    this.tab = tab;
    this.draw();
  }

  show(desk) {
    this.desk = desk;
    this.draw();
  }

  draw() {
    const line = this.desk.line;
    const lists = { waiting: line.waiting, parked: line.parked, missed: line.no_shows };
    for (const tab of TABS) {
      const button = document.getElementById(`tab-${tab}`);
      button.setAttribute("aria-selected", String(tab === this.tab));
      button.querySelector("b").textContent = lists[tab].length;
    }
    const rows = document.getElementById("rows");
    rows.setAttribute("aria-labelledby", `tab-${this.tab}`);
    const held = focused("ticket");
    fill(rows, ...(lists[this.tab].length ? lists[this.tab].map((one) => this.row(one)) : [el("li", { class: "soft" }, say("没有", "None"))]));
    if (held) focusOn(rows.querySelector(`[data-ticket="${held}"]`));
    document.getElementById("counts").textContent = this.counts();
  }

  /** How many wait for each theme of this window. */
  counts() {
    const themes = this.desk.window.themes;
    return themes.map((code) => `${code} ${this.desk.themes.get(code) || ""} ${this.desk.line.counts[code] || 0}`).join("　");
  }

  row(ticket) {
    const [name, zh, en] = ACTS[this.tab];
    const free = !this.desk.window.ticket && this.desk.window.state === "open";
    const about = [ticket.name, ...marks(ticket).map(([kind, text]) => el("span", { class: `badge ${kind}` }, text))].filter(Boolean);
    const wait = el("span", { class: "wait" }, this.tab === "waiting" ? minutes(ticket.waited_minutes) : ticket.note);
    const late = this.tab === "waiting" && ticket.waited_minutes >= LATE;
    return el(
      "li",
      { class: late ? "late" : "" },
      el("b", {}, ticket.number),
      el("span", { class: "about" }, ...about, wait),
      el("button", { type: "button", "data-ticket": ticket.id, disabled: name !== "return" && !free, onclick: () => this.act(name, ticket) }, say(zh, en)),
    );
  }
}
