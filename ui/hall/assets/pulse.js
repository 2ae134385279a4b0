// When a page asks the hall again: soon after something happened, but not too often, and now and then in any case.

const SOON_MS = 300; // what happens together is asked once
const SPREAD_MS = 1200; // fifty boards hear of a new number at the same moment: they do not ask at the same moment
const PAUSE_MS = 2000; // between two questions

export class Pulse {
  /** `work` is done every `check` milliseconds at least. */
  constructor(work, check) {
    this.work = work;
    this.check = check;
    this.begun = 0;
    this.due = Infinity;
    this.timer = 0;
  }

  /** Now; the promise of `work`. */
  now() {
    this.begun = Date.now();
    this.wait(this.check);
    return this.work();
  }

  /** Soon. However often this is called, what is due is not put off. */
  soon() {
    const wait = Math.max(SOON_MS + SPREAD_MS * Math.random(), this.begun + PAUSE_MS - Date.now());
    if (Date.now() + wait < this.due) this.wait(wait);
  }

  wait(milliseconds) {
    this.due = Date.now() + milliseconds;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), milliseconds);
  }
}
