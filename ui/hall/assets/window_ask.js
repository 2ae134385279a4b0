// The console's questions: each dialog gives back what was chosen, or null where the clerk went back.
import { fill, say } from "./hall.js";

const find = (id) => document.getElementById(id);

function asked(id) {
  const dialog = find(id);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue || null), { once: true }));
}

function emptied(id) {
  const note = find(id);
  note.value = "";
  return note;
}

export async function finishing() {
  const note = emptied("finish-note");
  const outcome = await asked("finish");
  return outcome && { outcome, note: note.value.trim() };
}

/** `targets`: what can be chosen, as [value, words]; a value is a theme's letter or a window's number. */
export async function sending(targets) {
  const note = emptied("transfer-note");
  const to = find("transfer-to");
  fill(to, ...targets.map(([value, words]) => new Option(words, value)));
  find("transfer").querySelector('[value="keep"]').checked = true;
  if (!(await asked("transfer"))) return null;
  const keeps = find("transfer").querySelector('[name="place"]:checked').value === "keep";
  const target = /^\d+$/.test(to.value) ? { window: Number(to.value) } : { theme: to.value };
  return { ...target, keep_place: keeps, note: note.value.trim() };
}

export async function holding() {
  const note = emptied("hold-note");
  return (await asked("hold")) && { note: note.value.trim() };
}

export async function sure(zh, en, goZh, goEn) {
  find("sure-title").textContent = say(zh, en);
  find("sure-go").textContent = say(goZh, goEn);
  return (await asked("sure")) !== null;
}

export const help = () => asked("help");

// Digits choose an outcome, unless a note is being written.
find("finish").addEventListener("keydown", (event) => {
  const choice = find("finish").querySelectorAll(".outcomes button")[Number(event.key) - 1];
  if (choice && event.target.tagName !== "TEXTAREA") {
    event.preventDefault();
    choice.click();
  }
});
