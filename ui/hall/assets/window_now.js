// Who is at the window now, and what can be done about it. Draws; what a button does is given.
import { el, say } from "./hall.js";
import { clock, marks, minutes, outcome } from "./window_words.js";

const button = (act, key, zh, en, attributes = {}) =>
  el("button", { "data-act": act, "data-key": key, type: "button", ...attributes }, say(zh, en), " ", el("kbd", {}, key));

/** `desk`: the window, who waits, who was finished last, the themes' names. */
export function now(desk) {
  const ticket = desk.window.ticket;
  if (!ticket) return desk.window.state === "paused" ? paused(desk) : nobody(desk);
  return [state(desk, ticket), el("p", { class: "number" }, ticket.number), who(desk, ticket), ...words(ticket), acts(desk, ticket)];
}

function nobody(desk) {
  const waiting = desk.line.waiting;
  const longest = Math.max(0, ...waiting.map((one) => one.waited_minutes));
  return [
    ...after(desk),
    el("p", { class: "big" }, waiting.length ? say(`${waiting.length} 人等候`, `${waiting.length} waiting`) : say("现在没有人等候", "Nobody is waiting")),
    el("p", { class: "soft" }, waiting.length ? say(`最长已等 ${minutes(longest)}`, `The longest for ${minutes(longest)}`) : say("有人取号时，这里会马上显示。", "As soon as somebody takes a number it shows here.")),
    el("div", { class: "acts" }, button("next", "N", "叫下一位", "Call next", { class: "primary main", disabled: !waiting.length })),
  ];
}

function paused(desk) {
  return [
    ...after(desk),
    el("p", { class: "big" }, say("暂停服务", "On a break")),
    el("p", { class: "soft" }, say("号码不会叫到这个窗口。", "No number is called to this window.")),
    el("div", { class: "acts" }, button("open", "B", "继续办公", "Go on", { class: "primary main" })),
  ];
}

/** The visit that has just ended: the one moment to ask for a rating. */
function after(desk) {
  const last = desk.finished;
  if (!last) return [];
  const asked = last.rating_asked;
  return [
    el(
      "p",
      { class: "after" },
      `${last.number} ${outcome(last.outcome)}`,
      asked ? el("span", { class: "soft" }, say("已请评价", "Asked for a rating")) : button("ask-rating", "E", "请他评价", "Ask for a rating"),
    ),
  ];
}

function state(desk, ticket) {
  const serving = ticket.state === "serving";
  const since = serving ? ticket.served_at : ticket.called_at;
  const zh = serving ? "正在办理" : `已叫 ${ticket.calls} 次`;
  const en = serving ? "Being served" : `Called ${ticket.calls} ${ticket.calls === 1 ? "time" : "times"}`;
  return el("p", { class: `state ${ticket.state}` }, say(zh, en), el("time", { "data-since": since || "" }, clock(0)));
}

function who(desk, ticket) {
  const parts = [ticket.name, desk.themes.get(ticket.theme), ticket.waited_minutes ? say(`等了 ${minutes(ticket.waited_minutes)}`, `waited ${minutes(ticket.waited_minutes)}`) : ""];
  return el("p", { class: "who" }, ...parts.filter(Boolean).map((part) => el("span", {}, part)), ...marks(ticket).map(([kind, text]) => el("span", { class: `badge ${kind}` }, text)));
}

function words(ticket) {
  const told = [];
  if (ticket.errands.length) told.push(say("要办：", "Errands: ") + ticket.errands.join(say("；", "; ")));
  if (ticket.note) told.push(say("同事留言：", "Note: ") + ticket.note);
  return told.map((text) => el("p", { class: "words" }, text));
}

function acts(desk, ticket) {
  if (ticket.state === "serving") {
    return el(
      "div",
      { class: "acts" },
      button("finish", "F", "办结", "Finish", { class: "primary main" }),
      button("transfer", "T", "转办", "Send on"),
      button("park", "P", "暂存", "Put on hold"),
    );
  }
  const left = Math.max(0, desk.window.calls_needed - ticket.calls);
  return el(
    "div",
    { class: "acts" },
    button("start", "S", "人到了，开始办理", "They are here: start", { class: "primary main" }),
    button("recall", "R", "再叫一次", "Call again"),
    button("no-show", "X", left ? `过号（还要叫 ${left} 次）` : "过号", left ? `No-show (${left} more)` : "No-show", { disabled: left > 0 }),
    button("cancel", "D", "放弃办理", "Gives it up"),
  );
}
