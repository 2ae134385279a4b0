// Rings, shakes and fills the screen when the number is called. Browsers want a touch before a page may sound.
import { show, stayAwake } from "./hall.js";

const TIMES = 6; // unless somebody says that it was seen
const PAUSE_MS = 2500;
const SHAKES = [500, 200, 500, 200, 500];
const byId = (id) => document.getElementById(id);

export class Bell {
  constructor() {
    this.sound = new Audio("/sounds/chime.mp3");
    this.wanted = false;
    this.heard = 0; // calls that have rung
    this.ringing = 0;
    byId("ring").addEventListener("click", () => this.want());
    byId("quiet").addEventListener("click", () => this.hush());
  }

  /** The touch: heard once now, the sound may be played later. */
  async want() {
    try {
      await this.sound.play();
      this.wanted = true;
    } catch (fault) {
      show(byId("mute"));
      return;
    }
    stayAwake();
    show(byId("mute"), false);
    show(byId("ring"), false);
    show(byId("rings"));
  }

  /** `times`: how often the number has been called by now, 0 while it is not. */
  called(times) {
    document.body.classList.toggle("calling", times > 0);
    if (times > this.heard) this.ring();
    if (!times) this.hush();
    this.heard = times;
  }

  ring() {
    this.hush();
    document.body.classList.add("calling");
    let left = TIMES;
    const once = () => {
      left -= 1;
      if (left < 0) return this.hush();
      if (!this.wanted) return null; // no page may shake or sound before a touch
      if ("vibrate" in navigator) navigator.vibrate(SHAKES);
      this.sound.play().catch(() => show(byId("mute")));
      return null;
    };
    this.ringing = setInterval(once, PAUSE_MS);
    show(byId("quiet"));
    once();
  }

  hush() {
    clearInterval(this.ringing);
    this.ringing = 0;
    show(byId("quiet"), false);
  }
}
