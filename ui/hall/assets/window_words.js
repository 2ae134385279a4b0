// What the hall's codes are called at the window.
import { say } from "./hall.js";

const STANDINGS = {
  appointment: ["预约", "Appointment"],
  priority: ["优先", "Priority"],
  returned: ["过号返回", "Came back"],
  transferred: ["转办", "Sent on"],
};
const CLAIMS = {
  age_60: ["60 岁以上", "60 and over"],
  disabled: ["残疾人", "Disabled"],
  pregnant: ["孕妇", "Pregnant"],
  soldier: ["军人", "Soldier"],
  carried_over: ["昨日未办", "Left over from yesterday"],
};
const OUTCOMES = {
  done: ["当场办结", "Done on the spot"],
  taken_in: ["收件", "Taken in"],
  to_complete: ["已一次性告知", "Told what is missing"],
  advised: ["咨询", "Advice"],
};

const word = (table, code) => (table[code] ? say(...table[code]) : "");

export const outcome = (code) => word(OUTCOMES, code);

/** What is special about a ticket, as [kind, words]. */
export function marks(ticket) {
  const claim = word(CLAIMS, ticket.claim);
  const standing = word(STANDINGS, ticket.standing);
  const found = [];
  if (standing) found.push([ticket.standing, claim ? `${standing} · ${claim}` : standing]);
  else if (claim) found.push(["priority", claim]);
  if (ticket.island) found.push(["island", say("断网时取的号", "Given while offline")]);
  return found;
}

export const minutes = (count) => say(`${count} 分钟`, `${count} min`);

/** Hours, minutes and seconds as on a clock. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const pair = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  return `${hours ? `${hours}:` : ""}${pair(Math.floor(whole / 60) % 60)}:${pair(whole % 60)}`;
}
