"""Makes the sounds of the board: a chime, and the words of a call for browsers without a voice of their own.

Needs Debian's `espeak-ng` and `lame`. Run it from anywhere: `python assets/sounds/make.py`.
"""

import subprocess
import tempfile
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
RATE = 22050  # what espeak-ng writes
LOUDNESS = 0.16  # RMS of full scale: all clips alike
QUIET = 0.02  # below this share of the loudest moment a clip has not begun, or has ended
EDGE = 0.006  # seconds of fade, so that nothing clicks
TAIL = 0.02  # seconds of silence behind a word; a browser adds a tenth of its own between two clips
BREATH = 0.3  # seconds of silence before a sentence
OPENINGS = ("zh-qing", "en-number")
Samples = NDArray[np.float64]

PINYIN = ["ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3", "shi2"]
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
ZH = "cmn-latn-pinyin"  # pinyin with tone numbers: Debian's espeak-ng has no readings for Chinese characters
EN = "en-us"
VARIANT = "+f2"  # higher than the engine's own voice: a television's speakers carry little below 150 Hz
WORDS = {
    **{f"zh-{figure}": (ZH, word) for figure, word in enumerate(PINYIN)},
    "zh-qing": (ZH, "qing3"),
    "zh-haodao": (ZH, "hao4 dao4"),
    "zh-haochuangkou": (ZH, "hao4 chuang1 kou3"),
    **{f"en-{figure}": (EN, word) for figure, word in enumerate(ENGLISH)},
    "en-number": (EN, "number"),
    "en-window": (EN, "please go to window"),
    **{f"letter-{letter}": (EN, letter.upper()) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
SPEED = {ZH: 160, EN: 155}  # words a minute; the engine's own 175 is too fast for a hall


def spoken(voice: str, words: str, folder: Path) -> Samples:
    """The engine's sound, cut to the word."""
    path = folder / "spoken.wav"
    wide = f'<prosody range="x-high">{words}</prosody>'  # the tones of single syllables, easier to tell apart
    command = ["espeak-ng", "-m", "-v", voice + VARIANT, "-s", str(SPEED[voice]), "-w", str(path), wide]
    subprocess.run(command, check=True, capture_output=True)
    with wave.open(str(path)) as sound:
        assert sound.getframerate() == RATE and sound.getnchannels() == 1  # noqa: S101
        raw = np.frombuffer(sound.readframes(sound.getnframes()), np.int16) / 32768
    return even(cut(raw))


def cut(sound: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(sound) > QUIET * np.abs(sound).max())
    return sound[loud[0] : loud[-1] + 1]


def even(sound: Samples) -> Samples:
    """As loud as every other clip, with soft edges."""
    louder = sound * LOUDNESS / np.sqrt(np.mean(sound**2))
    edge = int(EDGE * RATE)
    louder[:edge] *= np.linspace(0, 1, edge)
    louder[-edge:] *= np.linspace(1, 0, edge)
    return np.concatenate([np.clip(louder, -0.98, 0.98), np.zeros(int(TAIL * RATE))])


def chime() -> Samples:
    """Two notes downwards, a major third apart (G5, E flat 5), each dying away like a struck bar."""
    notes = [(784.0, 0.0), (622.3, 0.42)]
    time = np.arange(int(1.5 * RATE)) / RATE
    sound = np.zeros_like(time)
    for pitch, begins in notes:
        since = np.clip(time - begins, 0, None)
        strike = np.minimum(since / 0.008, 1) * np.exp(-3.4 * since)
        sound += strike * sum(np.sin(2 * np.pi * pitch * n * since) / n**2.2 for n in (1, 2, 3, 4))
    sound *= 0.45 / np.abs(sound).max()
    fade = int(0.1 * RATE)
    sound[-fade:] *= np.linspace(1, 0, fade)
    return sound


def keep(name: str, sound: Samples, folder: Path) -> None:
    path = folder / "kept.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((sound * 32767).astype(np.int16).tobytes())
    command = ["lame", "--quiet", "-m", "m", "-b", "48", "--noreplaygain", "-t", str(path), str(HERE / f"{name}.mp3")]
    subprocess.run(command, check=True)


def make() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        keep("chime", chime(), folder)
        for name, (voice, words) in WORDS.items():
            breath = np.zeros(int(BREATH * RATE if name in OPENINGS else 0))
            keep(name, np.concatenate([breath, spoken(voice, words, folder)]), folder)


if __name__ == "__main__":
    make()
