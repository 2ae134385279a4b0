// Hearing from the hall: what happens, through every loss of the connection.
import { say } from "./hall.js";

const SILENCE_MS = 25000; // the hall beats every 10 seconds
const RETRY_MS = 2000;
const SPREAD_MS = 1000; // two hundred pages lose a hall that restarts at the same moment
const REPLACED_MS = 60000; // so that two screens of one token do not push each other out all the time

/**
 * `happened(one)` gets each thing that happens once and in order. `anew()` is called where the page must ask everything
 * again: at the beginning, and where it cannot be told what it missed, as after the hall's records were restored from a
 * copy. `linked(true|false)` tells when the connection comes and goes. `about`: themes and window, empty for everything.
 * `after`: the mark of what the page knows already; without one it begins with `anew()`.
 */
export class Live {
  constructor({ about = {}, after = "", happened, anew, linked }) {
    this.about = about;
    this.mark = after; // of the newest happening that was heard of
    this.happened = happened;
    this.anew = anew;
    this.linked = linked;
    this.timer = 0;
    this.open();
  }

  open() {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(this.about)) query.set(name, value);
    if (this.mark) query.set("after", this.mark);
    const source = new EventSource(`/v1/events?${query}`);
    this.source = source;
    this.pause = RETRY_MS;
    const hear = (event, work) => source.addEventListener(event, (told) => source === this.source && work(told));
    hear("open", () => this.heard());
    hear("beat", () => this.heard());
    hear("happening", (told) => this.hear(told));
    hear("anew", (told) => this.begin(told));
    hear("replaced", () => this.replaced());
    hear("error", () => this.lost());
    this.watch();
  }

  hear(told) {
    this.heard();
    this.mark = told.lastEventId;
    this.happened(JSON.parse(told.data));
  }

  begin(told) {
    this.heard();
    this.mark = told.lastEventId;
    this.anew();
  }

  heard() {
    this.linked(true);
    this.watch();
  }

  watch() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lost(), SILENCE_MS);
  }

  /** Another screen has the same token, and is newer. */
  replaced() {
    console.info(say("同一令牌打开的页面太多", "Too many pages of the same token"));
    this.pause = REPLACED_MS;
  }

  /** The browser's own retry gives up for good at an answer that is no stream, so it is done here. */
  lost() {
    this.linked(false);
    this.source.close();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), this.pause + SPREAD_MS * Math.random());
  }

  close() {
    clearTimeout(this.timer);
    this.source.close();
    this.source = null;
  }
}
