"""What the board's tests need of a browser: voices that say nothing, and a list of what was played or said."""

from playwright.sync_api import Page, expect

HEARD = """
window.heard = [];
HTMLMediaElement.prototype.play = function () {
  window.heard.push(new URL(this.src).pathname.replace("/sounds/", "").replace(".mp3", ""));
  setTimeout(() => this.dispatchEvent(new Event("ended")), 0);
  return Promise.resolve();
};
"""
"""Clips end at once, and stand in `window.heard`."""

VOICES = """
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => LANGS.map((lang) => ({ lang, name: lang })),
  speak(words) {
    window.heard.push(`${words.lang} ${words.text}`);
    const end = () => (window.slow ? setTimeout(end, 10) : words.dispatchEvent(new Event("end")));
    setTimeout(end, 0);
  },
  cancel() {},
} });
"""

SLOW = "window.slow = true;"

BLOCKED = """
const sounds = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  if (navigator.userActivation.hasBeenActive) return sounds.call(this);
  return Promise.reject(new DOMException("touch first", "NotAllowedError"));
};
"""
"""After HEARD: as browsers do that have not been touched."""


def voices(*langs: str, slow: bool = False) -> str:
    """A browser with these voices. A slow one does not end before `window.slow` is false."""
    return HEARD + VOICES.replace("LANGS", str(list(langs))) + (SLOW if slow else "")


def heard(page: Page, count: int) -> list[str]:
    """What was played or said, once it is `count` things and the first chime is taken off."""
    page.wait_for_function("count => window.heard.length > count", arg=count)
    said: list[str] = page.evaluate("window.heard")
    return said[1:]


def shows(page: Page, number: str, window: str) -> None:
    """The newest call."""
    expect(page.locator("#number")).to_have_text(number)
    expect(page.locator("#window b")).to_have_text(window)
