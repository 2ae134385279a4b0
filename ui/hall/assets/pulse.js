// When a page asks the hall again: soon after something happened, but not too often, and now and then in any case.

const SOON_MS = 300; // what happens together is asked once
const SPREAD_MS = 1200; // fifty boards hear of a new number at the same moment: they do not ask at the same moment
const PAUSE_MS = 2000; // between two questions

export class Pulse {
  /**
   * `work(after, wanted)` is done every `check` milliseconds at least. `after` is the newest happening that it is asked
   * for; `wanted`: something has happened, it is not only time that has passed.
   */
  constructor(work, check, { soon = SOON_MS, spread = SPREAD_MS, pause = PAUSE_MS } = {}) {
    this.work = work;
    this.check = check;
    this.gather = soon;
    this.spread = spread;
    this.pause = pause;
    this.begun = 0;
    this.due = Infinity;
    this.timer = 0;
    this.after = 0;
    this.wanted = false;
  }

  /** Now; the promise of `work`. */
  now() {
    this.begun = Date.now();
    this.wait(this.check);
    const wanted = this.wanted;
    this.wanted = false;
    return this.work(this.after, wanted);
  }

  /** Soon. However often this is called, what is due is not put off. */
  soon(after = 0) {
    this.after = Math.max(this.after, after);
    this.wanted = true;
    const wait = Math.max(this.gather + this.spread * Math.random(), this.begun + this.pause - Date.now());
    if (Date.now() + wait < this.due) this.wait(wait);
  }

  /** As if nothing had been asked for: the hall counts anew. */
  forget() {
    this.after = 0;
  }

  wait(milliseconds) {
    this.due = Date.now() + milliseconds;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), milliseconds);
  }

  stop() {
    this.wait(0);
    clearTimeout(this.timer);
  }
}
