// The hall's own time: a screen's clock may be wrong, and its time zone another one.

let ahead = 0; // of the ticks since the page was opened, in milliseconds: nobody sets them, as a clock may be
let zone = 0; // east of UTC, in milliseconds
let ticking = 0; // nothing is shown before the hall has said the time

/** The hall's time as it says it: "2026-03-02T09:00:00+08:00". */
export function keepTime(said) {
  ahead = Date.parse(said) - performance.now();
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(said) || ["", "+", "0", "0"];
  zone = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60000;
  tick();
  ticking = ticking || setInterval(tick, 1000);
}

export const hallNow = () => performance.now() + ahead;

const two = (count) => String(count).padStart(2, "0");

function tick() {
  const now = new Date(hallNow() + zone);
  document.getElementById("clock").textContent = `${now.getUTCHours()}:${two(now.getUTCMinutes())}`;
}
