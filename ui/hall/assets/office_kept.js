// What is kept of the hall, since when, how much, and when it was copied last: for whoever looks after it.
import { ask, el, fillTable, lang, say } from "./hall.js";

const byId = (id) => document.getElementById(id);
const NAMES = {
  numbers: ["取号", "Numbers"],
  log: ["运行日志", "Log of what happened"],
  appointments: ["预约", "Appointments"],
  settlements: ["日清日结", "Settlements"],
};

const when = (moment) => new Date(moment).toLocaleString(lang, { year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
const row = ({ name, since, about, days }) =>
  el("tr", {}, el("th", { scope: "row" }, say(...NAMES[name])), el("td", {}, since || "—"), el("td", { class: "n" }, about === null ? "" : about.toLocaleString(lang)), el("td", { class: "n" }, days));

export async function drawKept() {
  const kept = await ask("GET", "/v1/kept");
  fillTable(byId("kept"), ...kept.records.map(row));
  const copied = byId("copied");
  copied.textContent = kept.copied_at ? say(`上次备份：${when(kept.copied_at)}。`, `Copied last: ${when(kept.copied_at)}.`) : say("还没有备份。", "There is no copy yet.");
  if (kept.copy_is_due) copied.textContent += say("请技术人员运行 kiosk hall backup。", " Please ask the technician to run kiosk hall backup.");
  copied.classList.toggle("alarm", kept.copy_is_due);
  const size = Math.max(1, Math.round(kept.size / 1e6));
  const pruned = kept.pruned_at ? when(kept.pruned_at) : say("尚未需要", "not needed yet");
  byId("room").textContent = say(`数据库约 ${size} MB。上次清理过期记录：${pruned}。`, `The database has about ${size} MB. Old records were let go last: ${pruned}.`);
}
