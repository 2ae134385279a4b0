// The clerks: taken on, changed, put to rest.
import { ask, el, fillTable, say } from "./hall.js";
import { answerOf, sure } from "./office_dialog.js";

const byId = (id) => document.getElementById(id);

let act = null;

export function listenForClerks(doAndDraw) {
  act = doAndDraw;
  byId("new-clerk").addEventListener("submit", (event) => {
    event.preventDefault();
    act(takeOn(event.target));
  });
}

async function takeOn(form) {
  const given = new FormData(form);
  const wish = { login: given.get("login"), name: given.get("name").trim(), pin: given.get("pin"), chief: given.has("chief") };
  await ask("POST", "/v1/clerks", wish);
  form.reset();
  byId("login").focus();
}

export async function drawClerks() {
  const clerks = await ask("GET", "/v1/clerks");
  fillTable(byId("people"), ...clerks.map(row));
}

function row(clerk) {
  const state = clerk.active ? say("在岗", "In service") : say("停用", "At rest");
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, clerk.login),
    el("td", {}, clerk.name),
    el("td", {}, clerk.chief ? say("值班长", "Shift leader") : say("工作人员", "Clerk")),
    el("td", {}, el("span", { class: clerk.active ? "badge on" : "badge off" }, state)),
    el("td", { class: "n" }, button(say("修改", "Change"), clerk, change), " ", clerk.active ? button(say("停用", "Put to rest"), clerk, rest) : button(say("恢复", "Bring back"), clerk, bringBack)),
  );
}

const button = (name, clerk, work) => el("button", { class: "small", "aria-label": `${name} ${clerk.login}`, onclick: () => work(clerk) }, name);

const patch = (clerk, wish) => act(ask("PATCH", `/v1/clerks/${clerk.id}`, wish));
const bringBack = (clerk) => patch(clerk, { active: true });

async function rest(clerk) {
  const question = say(`停用 ${clerk.login} ${clerk.name}？其登录将立即结束。`, `Put ${clerk.login} ${clerk.name} to rest? Their session ends at once.`);
  if (await sure(question, say("停用", "Put to rest"))) await patch(clerk, { active: false });
}

async function change(clerk) {
  byId("changing-title").textContent = say(`修改 ${clerk.login}`, `Change ${clerk.login}`);
  byId("new-name").value = clerk.name;
  byId("new-pin").value = "";
  byId("new-chief").checked = clerk.chief;
  const answer = await answerOf("changing");
  byId("new-pin").value = "";
  if (!answer) return;
  const wish = { name: answer.get("name").trim(), chief: answer.has("chief") };
  await patch(clerk, answer.get("pin") ? { ...wish, pin: answer.get("pin") } : wish);
}
