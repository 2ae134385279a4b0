// How a call is said: the words for a voice, and the names of the recorded clips for a browser without one.

const DIGITS_ZH = [..."零一二三四五六七八九"];

/** A window as people say it: 3 is 三, 12 is 十二, 40 is 四十; from 100 on figure by figure. */
function windowZh(window) {
  const [tens, ones] = [Math.floor(window / 10), window % 10];
  if (window < 10) return DIGITS_ZH[window];
  if (window > 99) return figuresZh(window);
  return (tens > 1 ? DIGITS_ZH[tens] : "") + "十" + (ones ? DIGITS_ZH[ones] : "");
}

/** Letters stay, figures become words: A001 is A零零一, never "a hundred". */
const figuresZh = (text) => [...String(text)].map((sign) => DIGITS_ZH[sign] || sign).join("");

const NAMES_ZH = new Map([...DIGITS_ZH, "十"].map((word, figure) => [word, `zh-${figure}`]));
const nameZh = (sign) => NAMES_ZH.get(sign) || letter(sign);
const letter = (sign) => `letter-${sign.toLowerCase()}`;
const nameEn = (sign) => (/\d/.test(sign) ? `en-${sign}` : letter(sign));

export const CHIME = "chime";

export const LANGUAGES = {
  zh: {
    voices: (voice) => /^(zh|cmn)/i.test(voice.lang) && !/HK|MO|yue/i.test(voice.lang), // Cantonese is another language
    code: "zh-CN",
    text: (number, window) => `请${figuresZh(number)}号，到${windowZh(window)}号窗口`,
    clips: (number, window) => ["zh-qing", ...[...figuresZh(number)].map(nameZh), "zh-haodao", ...[...windowZh(window)].map(nameZh), "zh-haochuangkou"],
  },
  en: {
    voices: (voice) => /^en/i.test(voice.lang),
    code: "en-GB",
    text: (number, window) => `Number ${[...number].join(" ")}, please go to window ${window}.`,
    clips: (number, window) => ["en-number", ...[...number].map(nameEn), "en-window", ...[...String(window)].map(nameEn)],
  },
};
