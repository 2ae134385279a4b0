// The settlement of a day (日清日结): settled here, read here, taken away as PDF and CSV.
import { ask, el, lang, say, show } from "./hall.js";
import { sure } from "./office_dialog.js";

const byId = (id) => document.getElementById(id);
const COUNTS = ["issued", "served", "no_show", "cancelled", "carried_over", "unrecorded", "island"];

let act = null;
let names = new Map(); // the settlement keeps the Chinese names only

export function listenForDays(doAndDraw) {
  act = doAndDraw;
  byId("which-day").addEventListener("submit", (event) => {
    event.preventDefault();
    act(Promise.resolve());
  });
  byId("settle").addEventListener("click", settle);
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
    byId("why-not").textContent = say(`${chooser.value} 尚未结清。`, `${chooser.value} is not settled yet.`);
  }
  const settled = byId("settled").dataset.day === chooser.value;
  show(byId("settled"), settled);
  show(byId("not-settled"), !settled);
}

async function settle() {
  const day = byId("settled-day").value;
  const question = say(`结清 ${day}？还在等候的号码将结转，次日从 001 开始。`, `Settle ${day}? Numbers that still wait are carried over, and the next day starts at 001.`);
  if (await sure(question, say("结清", "Settle"))) await act(ask("POST", `/v1/settlements/${day}`));
}

function showFigures(settlement) {
  const { day, themes } = settlement;
  byId("settled").dataset.day = day;
  byId("settled-title").textContent = say(`${day} 已结清`, `${day} is settled`);
  byId("figures").replaceChildren(...themes.map(row));
  const total = (name) => themes.reduce((sum, theme) => sum + theme[name], 0);
  byId("sums").replaceChildren(el("tr", {}, el("th", { scope: "row" }, say("合计", "Total")), ...COUNTS.map((name) => el("td", { class: "n" }, total(name))), el("td", {}), el("td", {})));
  showBalance(total);
  byId("beside").textContent = say(`预约未到 ${settlement.missed_appointments} 人。时间单位：分钟。`, `Missed appointments: ${settlement.missed_appointments}. Times in minutes.`) + amended(settlement.amended_at);
  byId("pdf").href = `/v1/settlements/${day}/report.pdf`;
  byId("csv").href = `/v1/settlements/${day}/tickets.csv`;
}

/** Numbers came in after the day was settled, from a terminal that could not reach the hall. */
function amended(at) {
  if (!at) return "";
  const when = new Date(at).toLocaleString(lang, { dateStyle: "short", timeStyle: "short" });
  return say(` ${when} 补记了结算后收到的离线号码，计入结转。`, ` Amended ${when}: offline numbers that came in later are counted as carried over.`);
}

function showBalance(total) {
  const ends = ["served", "no_show", "cancelled", "carried_over"].map(total);
  const even = total("issued") === ends.reduce((sum, count) => sum + count, 0);
  const sumText = `${total("issued")} ${even ? "=" : "≠"} ${ends.join(" + ")}`;
  byId("balance").textContent = say(`取号 = 办结 + 过号 + 取消 + 结转：${sumText}`, `Issued = served + no-show + cancelled + carried over: ${sumText}`);
  byId("balance").classList.toggle("alarm", !even);
}

const row = (theme) =>
  el("tr", {}, el("th", { scope: "row" }, el("b", { class: "code" }, theme.code), " ", names.get(theme.code) ?? theme.name_zh), ...[...COUNTS, "mean_wait", "mean_service"].map((name) => el("td", { class: "n" }, theme[name])));
