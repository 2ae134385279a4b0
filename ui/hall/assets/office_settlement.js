// The settlement of a day (日清日结): settled here, read here, taken away as PDF and CSV.
import { ask, el, fillTable, lang, say, show } from "./hall.js";
import { drawKept } from "./office_kept.js";
import { sure } from "./office_dialog.js";

const byId = (id) => document.getElementById(id);
const ENDS = ["served", "no_show", "cancelled", "carried_over", "left_open"];
const COUNTS = ["issued", ...ENDS, "unrecorded", "island"];

let act = null;
let names = new Map(); // the settlement keeps the Chinese names only

export function listenForDays(doAndDraw) {
  act = doAndDraw;
  byId("which-day").addEventListener("submit", (event) => {
    event.preventDefault();
    act(Promise.resolve());
  });
  byId("settle").addEventListener("click", () => settle().catch((fault) => act(Promise.reject(fault))));
  byId("reopen").addEventListener("click", reopen);
}

export async function drawSettlement() {
  const chooser = byId("settled-day");
  if (!chooser.value) {
    const { now, themes } = await ask("GET", "/v1/board");
    names = new Map(themes.map((theme) => [theme.code, say(theme.name_zh, theme.name_en)]));
    chooser.value = chooser.max = now.slice(0, 10); // the hall's day, not this computer's
  }
  try {
    showFigures(await ask("GET", `/v1/settlements/${chooser.value}`));
  } catch (fault) {
    if (fault.reason !== "unknown_day") throw fault;
    byId("settled").dataset.day = ""; // it may have been, until it was undone
    byId("why-not").textContent = say(`${chooser.value} 尚未结清。`, `${chooser.value} is not settled yet.`);
  }
  const settled = byId("settled").dataset.day === chooser.value;
  show(byId("settled"), settled);
  show(byId("not-settled"), !settled);
  await drawKept();
}

async function settle() {
  const day = byId("settled-day").value;
  const open = await ask("GET", `/v1/settlements/${day}/open`);
  const question = `${say(`结清 ${day}？`, `Settle ${day}?`)} ${whatEnds(open)} ${undoable(open.undo_until)}`;
  if (await sure(question, say("结清", "Settle"))) await act(ask("POST", `/v1/settlements/${day}`));
}

/** Who is still there: said before their numbers end. */
function whatEnds({ waiting, called, serving, parked, booked }) {
  const counts = [
    [waiting, say(`${waiting} 人还在等候（结转）`, `${waiting} still waiting (carried over)`)],
    [called, say(`${called} 个号已叫未结`, `${called} called and not finished`)],
    [serving, say(`${serving} 人正在办理`, `${serving} being served`)],
    [parked, say(`${parked} 人暂存（结转）`, `${parked} on hold (carried over)`)],
    [booked, say(`${booked} 个预约未到`, `${booked} appointments not kept`)],
  ].filter(([count]) => count > 0);
  if (counts.length === 0) return say("没有人在等候。", "Nobody is waiting.");
  return say(`${counts.map(([, words]) => words).join("，")}。`, `${counts.map(([, words]) => words).join(", ")}.`);
}

function undoable(until) {
  if (!until) return say("结清后不能撤销。", "It cannot be undone.");
  return say(`${when(until)} 前可以撤销，之后不能。`, `It can be undone until ${when(until)}, then no more.`);
}

const when = (moment) => new Date(moment).toLocaleString(lang, { year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });

async function reopen() {
  const day = byId("settled-day").value;
  const question = say(`撤销 ${day} 的结清？没有办完的号码回到原来的位置，窗口需重新开放。`, `Undo the settlement of ${day}? Unfinished numbers go back to their places; windows have to be opened again.`);
  if (await sure(question, say("撤销结清", "Undo"))) await act(ask("POST", `/v1/settlements/${day}/reopen`));
}

function showFigures(settlement) {
  const { day, themes } = settlement;
  byId("settled").dataset.day = day;
  byId("settled-title").textContent = say(`${day} 已结清`, `${day} is settled`);
  fillTable(byId("figures"), ...themes.map(row));
  const total = (name) => themes.reduce((sum, theme) => sum + theme[name], 0);
  fillTable(byId("sums"), el("tr", {}, el("th", { scope: "row" }, say("合计", "Total")), ...COUNTS.map((name) => el("td", { class: "n" }, total(name))), el("td", {}), el("td", {})));
  showBalance(total);
  byId("beside").textContent = say(`预约未到 ${settlement.missed_appointments} 人。时间单位：分钟。`, `Missed appointments: ${settlement.missed_appointments}. Times in minutes.`) + amended(settlement.amended_at);
  show(byId("undo"), Boolean(settlement.undo_until));
  byId("undo-until").textContent = settlement.undo_until ? undoable(settlement.undo_until) : "";
  byId("pdf").href = `/v1/settlements/${day}/report.pdf`;
  byId("csv").href = `/v1/settlements/${day}/tickets.csv`;
}

/** Numbers came in after the day was settled, from a terminal that could not reach the hall. */
function amended(at) {
  if (!at) return "";
  return say(` ${when(at)} 补记了结算后收到的离线号码，计入结转。`, ` Amended ${when(at)}: offline numbers that came in later are counted as carried over.`);
}

function showBalance(total) {
  const ends = ENDS.map(total);
  const even = total("issued") === ends.reduce((sum, count) => sum + count, 0);
  const sumText = `${total("issued")} ${even ? "=" : "≠"} ${ends.join(" + ")}`;
  byId("balance").textContent = say(`取号 = 办结 + 过号 + 取消 + 结转 + 叫号未结：${sumText}`, `Issued = served + no-show + cancelled + carried over + left open: ${sumText}`);
  byId("balance").classList.toggle("alarm", !even);
}

const row = (theme) =>
  el("tr", {}, el("th", { scope: "row" }, el("b", { class: "code" }, theme.code), " ", names.get(theme.code) || theme.name_zh), ...[...COUNTS, "mean_wait", "mean_service"].map((name) => el("td", { class: "n" }, theme[name])));
