// Questions before something is done.
import { focusOn, say } from "./hall.js";

for (const back of document.querySelectorAll("dialog .back")) {
  back.addEventListener("click", () => back.closest("dialog").close(""));
}

/** Shows a dialog of the page; its form's fields, or null where the answer was no. */
export function answerOf(id) {
  const dialog = document.getElementById(id);
  const from = document.activeElement;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const read = () => {
      // The browser gives the focus back to the button, but not to the one drawn in its place meanwhile.
      if (!document.contains(from) && from.id) focusOn(document.getElementById(from.id));
      resolve(dialog.returnValue === "yes" ? new FormData(dialog.querySelector("form")) : null);
    };
    dialog.addEventListener("close", read, { once: true });
  });
}

/** Whether the manager is sure; `yes` says what will be done. */
export async function sure(question, yes = say("确定", "Yes")) {
  document.getElementById("question").textContent = question;
  document.getElementById("yes").textContent = yes;
  return (await answerOf("sure")) !== null;
}
