// Makes everything on the board fit its screen, whatever the languages, the names and the bars at the top are.

const LEAST = 0.4; // of the designed size: below it nobody reads it from a chair
const STEP = 0.05;
const MOST_WAITING = 0.3; // of the screen's height: the call comes first
const FULL = 0.95;
const ROW = 1.15; // of a figure's height
const MOST_ROWS = 6;
const byId = (id) => document.getElementById(id);

export function fit() {
  if (byId("board").hidden) return;
  fitWaiting(byId("waiting-part"));
  fitCall(byId("newest"), byId("call"));
  fitRows(byId("calls"));
}

/** Smaller, step by step: names break otherwise at each size. */
function fitWaiting(part) {
  for (let size = 1; size > LEAST; size -= STEP) {
    part.style.setProperty("--fit", size);
    if (part.offsetHeight <= innerHeight * MOST_WAITING) return;
  }
}

function fitCall(place, call) {
  call.style.setProperty("--fit", 1);
  const high = (place.clientHeight * FULL) / call.offsetHeight;
  const wide = (place.clientWidth * FULL) / call.scrollWidth;
  call.style.setProperty("--fit", Math.min(1, high, wide));
}

/** As many calls as can be read. */
function fitRows(list) {
  const figure = list.querySelector(".called");
  if (!figure) return;
  const rows = [...list.children];
  const most = Math.floor(list.clientHeight / (figure.offsetHeight * ROW));
  const shown = Math.max(1, Math.min(MOST_ROWS, most));
  list.style.setProperty("--rows", shown);
  rows.forEach((row, place) => {
    row.hidden = place >= shown;
  });
}

const bars = new MutationObserver(fit);
for (const id of ["link", "silent"]) bars.observe(byId(id), { attributes: true });
addEventListener("resize", fit);
if (document.fonts) document.fonts.ready.then(fit);
