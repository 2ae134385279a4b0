// Today at a glance: themes, windows and ratings; themes are opened and closed here.
import { ask, el, fill, fillTable, focusOn, say } from "./hall.js";
import { showClock } from "./office_clock.js";
import { answerOf, sure } from "./office_dialog.js";

const byId = (id) => document.getElementById(id);
const BY_STAFF = "closed_by_staff";
const CLOSED = {
  [BY_STAFF]: ["停止取号", "Stopped"],
  outside_hours: ["非取号时间", "Outside hours"],
  past_closing: ["等候将超过下班", "Wait would pass closing"],
  numbers_out: ["本时段号已取完", "Numbers of this half hour are gone"],
  day_settled: ["今日已结清", "Day settled"],
};
const LEVELS = {
  very_satisfied: ["非常满意", "Very satisfied"],
  satisfied: ["满意", "Satisfied"],
  fair: ["基本满意", "Fair"],
  dissatisfied: ["不满意", "Dissatisfied"],
  very_dissatisfied: ["非常不满意", "Very dissatisfied"],
};
const STATES = { open: ["开放", "Open"], paused: ["暂停", "Paused"], closed: ["未开", "Closed"] };
const LONG_MINUTES = 45; // a wait that the manager should see

let act = null;

/** `act(promise)` waits for it, then draws the page again. */
export function listenForThemes(doAndDraw) {
  act = doAndDraw;
}

export async function drawDay() {
  const day = await ask("GET", "/v1/overview");
  byId("as-of").textContent = day.now.slice(0, 16).replace("T", " ");
  keepFocus(byId("clock-doubt"), () => showClock(day.clock, act));
  fill(byId("tiles"), ...tiles(day));
  keepFocus(byId("themes"), () => {
    const most = Math.max(1, ...day.themes.map((theme) => theme.waiting));
    fillTable(byId("themes"), ...day.themes.map((theme) => themeRow(theme, most)));
  });
  keepFocus(byId("windows"), () => fill(byId("windows"), ...day.windows.map((window) => windowTile(window, day.now))));
  drawRatings(day.ratings, day.asked);
}

/** The page is drawn again under the manager's hands: the button that had the focus keeps it. */
function keepFocus(place, drawAgain) {
  const id = place.contains(document.activeElement) ? document.activeElement.id : "";
  drawAgain();
  if (id) focusOn(byId(id));
}

const sum = (rows, name) => rows.reduce((total, row) => total + row[name], 0);

/** Not even all who are here already will be served: who is still to come is a guess, and no reason for alarm. */
const isLate = (theme) => theme.forecast < theme.waiting;

/** It gives numbers, or somebody waits, and nobody is there to call them. */
const hasNoWindow = (theme) => theme.expected_wait === null && (!theme.closed || theme.waiting > 0);

function tiles(day) {
  const open = day.windows.filter((window) => window.state === "open").length;
  const longest = Math.max(0, ...day.themes.map((theme) => theme.longest_wait));
  const left = sum(day.themes, "waiting") + sum(day.themes, "coming") - sum(day.themes, "forecast");
  const late = day.themes.some(isLate);
  const unserved = left > 0 ? say(`约 ${left} 人可能办不完`, `about ${left} may not be served`) : "";
  const without = day.themes.filter(hasNoWindow).map((theme) => theme.code);
  const unopened = without.length ? say(`没有窗口：${without.join("、")}`, `no window for ${without.join(", ")}`) : "";
  const closes = day.closes_at ? day.closes_at.slice(11, 16) : "—";
  return [
    tile(say("正在等候", "Waiting"), sum(day.themes, "waiting")),
    tile(say("最长等候", "Longest wait"), `${longest} ${say("分", "min")}`, longest >= LONG_MINUTES),
    tile(say("已办结", "Served"), sum(day.themes, "served")),
    tile(say("过号", "No-shows"), sum(day.themes, "no_show")),
    tile(say("开放窗口", "Open windows"), `${open} / ${day.windows.length}`, without.length > 0, unopened),
    tile(day.open ? say("开放中，下班", "Open, closes at") : say("未开放，下班", "Not open, closes at"), closes, late, unserved),
  ];
}

function tile(name, value, alarm = false, note = "") {
  return el("div", { class: alarm ? "tile alarm" : "tile" }, el("dt", {}, name), el("dd", {}, value), note && el("dd", { class: "note" }, note));
}

function themeRow(theme, most) {
  const expected_wait = theme.expected_wait ? theme.expected_wait.join("–") : "—";
  const expected = theme.waiting + theme.coming;
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("b", { class: "code" }, theme.code), " ", say(theme.name_zh, theme.name_en)),
    el("td", { class: "wide" }, barOf(theme.waiting, most)),
    figure(theme.longest_wait, theme.longest_wait >= LONG_MINUTES),
    figure(expected_wait),
    figure(theme.coming),
    figure(`${theme.forecast} / ${expected}`, isLate(theme)),
    figure(theme.windows_open, hasNoWindow(theme)),
    figure(theme.issued),
    figure(theme.served),
    figure(theme.no_show),
    figure(theme.mean_wait),
    figure(theme.mean_service),
    el("td", {}, ...switchOf(theme)),
  );
}

const figure = (value, alarm = false) => el("td", { class: alarm ? "n alarm" : "n" }, value);

/** A bar with its figure; its length is set by script, as the page's policy allows no style in markup. */
function barOf(count, most) {
  const bar = el("span", { class: "bar" });
  bar.style.width = `${(100 * count) / most}%`;
  return el("span", { class: "measure" }, el("b", {}, count), el("span", { class: "track" }, bar));
}

function switchOf(theme) {
  const stopped = theme.closed === BY_STAFF;
  const why = theme.closed ? say(...(CLOSED[theme.closed] || [theme.closed, theme.closed])) : say("取号中", "Open");
  const note = stopped && theme.closed_note ? el("span", { class: "soft" }, theme.closed_note) : null;
  const name = stopped ? say("恢复", "Reopen") : say("停止", "Stop");
  const label = `${name} ${theme.code} ${say(theme.name_zh, theme.name_en)}`;
  const onclick = () => (stopped ? act(ask("POST", `/v1/themes/${theme.code}/open`)) : stop(theme));
  const button = el("button", { id: `switch-${theme.code}`, class: stopped ? "small primary" : "small", "aria-label": label, onclick }, name);
  return [el("div", { class: "switch" }, el("span", { class: theme.closed ? "badge off" : "badge on" }, why), note, button)];
}

async function stop(theme) {
  byId("closing-title").textContent = say(`停止“${theme.name_zh}”取号`, `No more numbers: ${theme.name_en}`);
  byId("reason").value = "";
  const answer = await answerOf("closing");
  if (answer) await act(ask("POST", `/v1/themes/${theme.code}/close`, { reason: answer.get("reason").trim() }));
}

function windowTile(window, now) {
  const minutes = window.since ? Math.max(0, Math.floor((Date.parse(now) - Date.parse(window.since)) / 60000)) : 0;
  const since = window.state === "closed" ? "" : say(`${minutes} 分钟`, `${minutes} min`);
  const ticket = window.ticket ? el("b", {}, window.ticket) : el("span", { class: "soft" }, say("空闲", "Free"));
  const mean = window.mean_service ? say(`，平均 ${window.mean_service} 分`, `, mean ${window.mean_service} min`) : "";
  return el(
    "li",
    { class: `window ${window.state}` },
    el("p", {}, el("b", { class: "which" }, window.number), el("span", { class: "badge" }, say(...STATES[window.state]), " ", since)),
    window.state !== "closed" && el("p", {}, window.clerk_name, " ", el("span", { class: "soft" }, window.themes.join(" "))),
    window.state !== "closed" && el("p", {}, ticket),
    (window.state !== "closed" || window.served > 0) && el("p", { class: "soft" }, say(`办结 ${window.served}`, `${window.served} served`), mean),
    window.state !== "closed" && vacateButton(window),
  );
}

function vacateButton(window) {
  const label = say(`关窗 ${window.number}`, `Close window ${window.number}`);
  return el("button", { id: `vacate-${window.number}`, class: "small", "aria-label": label, onclick: () => vacate(window) }, say("关窗", "Close"));
}

/** For a clerk who left without closing. */
async function vacate(window) {
  const zh = `关闭 ${window.number} 号窗口？正在叫的号码回到队伍，正在办理的暂存。`;
  const en = `Close window ${window.number}? A number called there goes back into line, one being served is put on hold.`;
  if (await sure(say(zh, en), say("关窗", "Close"))) await act(ask("POST", `/v1/windows/${window.number}/vacate`));
}

function drawRatings(ratings, asked) {
  const given = Object.values(ratings).reduce((total, count) => total + count, 0);
  const most = Math.max(1, ...Object.values(ratings));
  const row = ([level, names]) => el("li", { class: level }, el("span", { class: "level" }, say(...names)), barOf(ratings[level] || 0, most));
  fill(byId("ratings"), ...Object.entries(LEVELS).map(row));
  byId("rated").textContent = say(`邀请评价 ${asked} 人，评价 ${given} 人`, `${asked} asked, ${given} answered`);
}
