// Before the desk: who the clerk is, which window, which themes.
import { ask, el, fill, focusOn, forgive, refuse, say, show } from "./hall.js";

const find = (id) => document.getElementById(id);
const KEPT = "hall.window";

const TOOLS = { desk: ["change-themes", "pause", "close", "sign-out"], opening: ["sign-out"], choose: ["sign-out"], "sign-in": [] };

/** Show one of the pages of this console, and what can be done there in the bar at the top. */
export function page(name) {
  for (const each of Object.keys(TOOLS)) show(find(each), each === name);
  for (const tool of TOOLS.desk) show(find(tool), TOOLS[name].includes(tool));
}

function drawDigits() {
  const pin = find("pin");
  const type = (digit) => () => {
    pin.value += digit;
    pin.focus();
  };
  const keys = [..."123456789"].map((digit) => el("button", { type: "button", tabindex: "-1", onclick: type(digit) }, digit));
  const wipe = el("button", { type: "button", tabindex: "-1", onclick: () => (pin.value = "") }, say("清除", "Clear"));
  const back = el("button", { type: "button", tabindex: "-1", "aria-label": say("退一格", "Backspace"), onclick: () => (pin.value = pin.value.slice(0, -1)) }, "←");
  fill(find("digits"), ...keys, wipe, el("button", { type: "button", tabindex: "-1", onclick: type("0") }, "0"), back);
}

/** Resolves once a clerk is signed in here. */
export function signIn() {
  page("sign-in");
  drawDigits();
  const login = find("login");
  const pin = find("pin");
  (login.value ? pin : login).focus();
  return new Promise((resolve) => {
    find("sign-in-form").onsubmit = async (event) => {
      event.preventDefault();
      const wish = { login: login.value.trim(), pin: pin.value };
      pin.value = "";
      try {
        const session = await ask("POST", "/v1/sign-in", wish);
        forgive();
        resolve({ name: session.name, window: session.window });
      } catch (fault) {
        refuse(fault);
        pin.focus();
      }
    };
  });
}

/** The number of the window: the device's own, the one chosen before, or the one chosen now. */
export async function whichWindow(bound, again = false) {
  if (bound) return bound;
  const kept = Number(localStorage.getItem(KEPT));
  const windows = await ask("GET", "/v1/windows");
  if (!again && windows.some((one) => one.number === kept)) return kept;
  page("choose");
  const number = await new Promise((resolve) => {
    const tiles = windows.map((one) => el("button", { type: "button", onclick: () => resolve(one.number) }, String(one.number), el("small", {}, one.clerk_name || say("空", "free"))));
    fill(find("windows"), ...tiles);
    focusOn(tiles[0]);
  });
  localStorage.setItem(KEPT, String(number));
  return number;
}

/** The themes to serve, or null where another window is wanted. `themes`: code to name. */
export function whichThemes(window, themes) {
  page("opening");
  find("opening-title").textContent = say(`${window.number} 号窗口`, `Window ${window.number}`);
  const chosen = window.themes.length ? window.themes : window.able;
  const boxes = window.able.map((code) => el("label", { class: "choice" }, el("input", { type: "checkbox", value: code, checked: chosen.includes(code) }), `${code} ${themes.get(code) || ""}`));
  fill(find("opening-themes"), find("opening-themes").querySelector("legend"), ...boxes);
  find("opening-form").querySelector(".primary").focus();
  return new Promise((resolve) => {
    find("other-window").onclick = () => resolve(null);
    find("opening-form").onsubmit = (event) => {
      event.preventDefault();
      const picked = [...find("opening-themes").querySelectorAll("input:checked")].map((box) => box.value);
      if (picked.length) resolve(picked);
      else refuse(say("请至少选一项业务", "Choose at least one theme"));
    };
  });
}
