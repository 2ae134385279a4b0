// The devices of the hall: their tokens are handed out, shown once, and taken back.
import { Refusal, ask, el, fillTable, say, show } from "./hall.js";
import { sure } from "./office_dialog.js";

const byId = (id) => document.getElementById(id);
const KINDS = { terminal: ["自助终端", "Terminal"], window: ["窗口", "Window"], board: ["叫号大屏", "Board"], manager: ["管理员", "Manager"] };
const WEB = new Set(["window", "board", "manager"]); // a terminal is no browser: its token goes into its configuration
const LOOPBACK = /^(localhost|127\.|\[::1\])/;

let act = null;

export function listenForDevices(doAndDraw) {
  act = doAndDraw;
  byId("kind").addEventListener("change", showWindow);
  byId("hide-secret").addEventListener("click", hideSecret);
  byId("new-device").addEventListener("submit", (event) => {
    event.preventDefault();
    act(handOut(new FormData(event.target)));
  });
}

const showWindow = () => show(byId("at-window"), byId("kind").value === "window");

async function handOut(form) {
  const kind = form.get("kind");
  const window = kind === "window" ? Number(form.get("window")) : 0;
  const made = await ask("POST", "/v1/tokens", { kind, name: form.get("name").trim(), window });
  byId("handed-name").textContent = made.name;
  byId("secret").textContent = made.secret;
  await showDoor(WEB.has(kind) ? `${location.origin}/#token=${made.secret}` : "");
  show(byId("handed-out"));
  byId("new-device").reset();
  showWindow();
}

async function showDoor(link) {
  show(byId("link-row"), Boolean(link));
  show(byId("qr"), Boolean(link));
  show(byId("only-here"), Boolean(link) && LOOPBACK.test(location.hostname));
  byId("device-link").textContent = link;
  byId("device-link").href = link || "#devices";
  if (link) byId("qr").src = `data:image/svg+xml,${encodeURIComponent(await qrOf(link))}`;
}

async function qrOf(text) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/v1/qr", { method: "POST", headers, body: JSON.stringify({ text }) });
  if (!answer.ok) throw new Refusal(answer.status, await answer.json().catch(() => ({})));
  return answer.text();
}

/** The secret leaves the page: whoever comes to this screen next does not see it. */
export function hideSecret() {
  show(byId("handed-out"), false);
  for (const id of ["secret", "device-link"]) byId(id).textContent = "";
  byId("device-link").removeAttribute("href");
  byId("qr").removeAttribute("src");
}

export async function drawDevices() {
  const tokens = await ask("GET", "/v1/tokens");
  fillTable(byId("tokens"), ...tokens.filter((token) => token.kind in KINDS).map(row));
}

function row(token) {
  const takeBack = say("收回", "Revoke");
  const where = token.kind === "window" ? token.window || say("任意", "any") : "";
  const button = el("button", { class: "small warn", "aria-label": `${takeBack} ${token.name}`, onclick: () => revoke(token) }, takeBack);
  const since = token.created_at.slice(0, 10);
  return el("tr", {}, el("th", { scope: "row" }, token.name), el("td", {}, say(...KINDS[token.kind])), el("td", {}, where), el("td", {}, since), el("td", { class: "n" }, button));
}

async function revoke(token) {
  const question = say(`收回“${token.name}”的令牌？该设备将立即失效。`, `Revoke the token of “${token.name}”? The device stops at once.`);
  if (await sure(question, say("收回", "Revoke"))) await act(ask("DELETE", `/v1/tokens/${token.id}`));
}
