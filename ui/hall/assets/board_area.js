// Which waiting area this screen hangs in: asked once, kept by the browser.
import { el, fill, say, show } from "./hall.js";

const KEPT = "board_themes";

/** The areas of the hall: their name and the codes of their themes with commas. */
function areasOf(board) {
  const areas = new Map();
  for (const theme of board.themes) {
    const name = areaOf(theme);
    if (name) areas.set(name, [...(areas.get(name) || []), theme.code]);
  }
  return [...areas].map(([name, codes]) => ({ name, themes: codes.join(",") }));
}

const areaOf = (theme) => say(theme.area_zh, theme.area_en || theme.area_zh);

/** The themes chosen on this screen; "" is the whole hall, null: not chosen yet, or no longer in the hall. */
export function remembered(board) {
  if (areasOf(board).length < 2) return "";
  const kept = localStorage.getItem(KEPT);
  if (kept === null) return null;
  const known = new Set(board.themes.map((theme) => theme.code));
  return kept.split(",").every((code) => code === "" || known.has(code)) ? kept : null;
}

/** Shows the question; resolves with the answer. */
export function askForArea(board) {
  return new Promise((resolve) => {
    const take = (themes) => {
      localStorage.setItem(KEPT, themes);
      show(document.getElementById("chooser"), false);
      resolve(themes);
    };
    const all = { name: say("整个大厅", "The whole hall"), themes: "" };
    const buttons = [...areasOf(board), all].map((area) => el("button", { class: "primary", onclick: () => take(area.themes) }, area.name));
    fill(document.getElementById("areas"), ...buttons);
    show(document.getElementById("chooser"));
    buttons[0].focus();
  });
}

/** What the screen calls its place: the one area that its themes are in, else nothing. */
export function placeName(board, themes) {
  const names = new Set(board.themes.filter((theme) => themes.split(",").includes(theme.code)).map(areaOf));
  return names.size === 1 ? [...names][0] : "";
}

document.getElementById("choose").addEventListener("click", () => {
  localStorage.removeItem(KEPT);
  location.assign(location.pathname);
});
