// The line about the hall's clock: there while the clock is in doubt, with what the manager can do about it.
import { ask, el, fill, say, show } from "./hall.js";
import { sure } from "./office_dialog.js";

const WHY = {
  started: (now, says) => say(`电脑时间是 ${says}，正在核对。`, `The computer says ${says}; its clock is being checked.`),
  jumped: (now, says) => say(`电脑时间被改成了 ${says}，大厅按 ${now} 继续。`, `The computer's clock was set to ${says}; the hall goes on by its own time, ${now}.`),
  behind: (now, says) => say(`电脑时间是 ${says}，早于大厅的最后一条记录；大厅暂按 ${now} 继续。`, `The computer says ${says}, which is before the hall's last record; the hall goes on as if it were ${now}.`),
  far_ahead: (now, says) => say(`电脑时间是 ${says}，离大厅的最后一条记录已超过一个月。`, `The computer says ${says}, more than a month after the hall's last record.`),
};

const minute = (moment) => moment.slice(0, 16).replace("T", " ");

/** `act` does something at the hall and draws the page again. */
export function showClock(clock, act) {
  const line = document.getElementById("clock-doubt");
  show(line, Boolean(clock.why));
  if (!clock.why) return fill(line);
  const says = minute(clock.says);
  const meanwhile = say("照常取号，但暂不日清日结。如果电脑时间不对，请校准。", "Numbers are given as usual, but no day is settled. If the computer is wrong, please set its clock.");
  const right = el("button", { id: "clock-right", class: "small", onclick: () => confirm(says, act) }, say("电脑时间正确", "The computer is right"));
  fill(line, el("b", {}, WHY[clock.why](minute(clock.now), says)), " ", meanwhile, " ", right);
}

async function confirm(says, act) {
  const question = say(`现在确实是 ${says} 吗？`, `Is it really ${says} now?`);
  if (await sure(question, say("是", "Yes"))) await act(ask("POST", "/v1/clock/confirm"));
}
