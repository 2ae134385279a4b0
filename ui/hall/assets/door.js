// Makes this browser a device of the hall: a token becomes a cookie, and the device's pages are offered.
import { ask, el, fill, refuse, say, show } from "./hall.js";

const PLACES = {
  window: [
    ["/window", "叫号台", "Clerk console"],
    ["/pad", "评价器", "Rating pad"],
  ],
  board: [["/board", "叫号大屏", "Board"]],
  manager: [
    ["/office", "大厅管理", "Hall overview"],
    ["/board", "叫号大屏", "Board"],
  ],
};

const form = document.getElementById("unknown");
const known = document.getElementById("known");

function offer(device) {
  const where = device.window ? say(`（${device.window} 号窗口）`, ` (window ${device.window})`) : "";
  document.getElementById("name").textContent = device.name + where;
  const places = (PLACES[device.role] || []).map(([path, zh, en]) => el("a", { class: "button primary", href: path }, say(zh, en)));
  fill(document.getElementById("places"), ...places);
  show(known);
  show(form, false);
}

function wonder() {
  show(known, false);
  show(form);
  document.getElementById("token").focus();
}

async function become(token) {
  offer(await ask("POST", "/v1/device", { token }));
  history.replaceState(null, "", location.pathname);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  become(document.getElementById("token").value.trim()).catch(refuse);
});
document.getElementById("other").addEventListener("click", wonder);

// A link may carry the token behind the `#`: that part of an address is never sent and never logged.
const given = new URLSearchParams(location.hash.slice(1)).get("token");
if (given) become(given).catch((fault) => (wonder(), refuse(fault)));
else ask("GET", "/v1/device").then(offer, wonder);
