// Speaks the calls, one after the other: with a voice of the browser, else with recorded clips.
import { show } from "./hall.js";
import { CHIME, LANGUAGES } from "./speech_words.js";

const TIMES = 2; // each call is said twice
const CROWDED = 4; // with as many calls waiting to be said, each is said once
const LONGEST_MS = 20000; // some browsers never tell that a voice has ended

export class Announcer {
  /** `languages`: "zh", "zh,en", ... in this order. `button` is shown while the browser wants a touch before it sounds. */
  constructor(languages, button) {
    this.languages = languages.split(",").filter((code) => code in LANGUAGES);
    this.button = button;
    this.queue = [];
    this.speaking = false;
    this.clips = new Map();
    for (const event of ["click", "keydown"]) addEventListener(event, () => this.touched());
    voicesOfBrowser(); // the first answer is often empty: ask early
    if (this.languages.length) this.play(CHIME); // whoever sets the screen up hears at once that it sounds, or is told
  }

  touched() {
    if (this.button.hidden) return;
    show(this.button, false);
    this.play(CHIME);
  }

  call(number, window) {
    if (!this.languages.length) return;
    this.queue.push({ number, window });
    if (!this.speaking) this.speakAll();
  }

  async speakAll() {
    this.speaking = true;
    while (this.queue.length) {
      const times = this.queue.length > CROWDED ? 1 : TIMES;
      const { number, window } = this.queue.shift();
      await this.play(CHIME);
      for (let time = 0; time < times; time += 1) await this.speak(number, window);
    }
    this.speaking = false;
  }

  async speak(number, window) {
    for (const language of this.languages.map((code) => LANGUAGES[code])) {
      if (await this.say(language, language.text(number, window))) continue;
      for (const name of language.clips(number, window)) await this.play(name);
    }
  }

  /** Whether a voice of the browser said it. */
  async say(language, text) {
    const voices = voicesOfBrowser().filter(language.voices);
    if (!voices.length) return false;
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voices.find((voice) => voice.lang.replace("_", "-") === language.code) || voices[0];
    words.lang = words.voice.lang;
    words.rate = 0.9;
    speechSynthesis.speak(words);
    const how = await ended(words);
    if (how === null) speechSynthesis.cancel();
    return how !== null && how.type === "end";
  }

  /** Plays one clip to its end. A clip that cannot be played is left out: the number stands on the screen. */
  async play(name) {
    const clip = this.clips.get(name) || new Audio(`/sounds/${name}.mp3`);
    this.clips.set(name, clip);
    const over = ended(clip);
    try {
      await clip.play();
      await over;
    } catch (fault) {
      if (fault.name === "NotAllowedError") show(this.button);
    }
  }
}

const voicesOfBrowser = () => ("speechSynthesis" in self ? speechSynthesis.getVoices() : []);

/** The event that ended it; null where none came in time. */
function ended(source) {
  const events = ["end", "ended", "error"];
  return new Promise((resolve) => {
    const settle = (how) => {
      for (const event of events) source.removeEventListener(event, settle); // a clip is played all day
      clearTimeout(timer);
      resolve(how);
    };
    const timer = setTimeout(() => settle(null), LONGEST_MS);
    for (const event of events) source.addEventListener(event, settle);
  });
}
