"""`python -m tests.bench.teach_upright`: draw print in many sizes, teach the little network which way up it is.

Writes assets/models/upright.npz. The fonts are Noto Sans, Noto Serif, Droid, DejaVu and STIX; the papers of the
simulated desk, on which it is tried, are drawn in WenQuanYi. The same seed gives the same network on the same machine.
"""

from pathlib import Path
from typing import Any

import cv2
import matplotlib
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from drivers.printer.fonts import DROID, NOTO, NOTO_BOLD
from drivers.vision.upright import LEAST_HIGH, MODEL, QUARTERS, SIDE, SMALL, square

Floats = NDArray[Any]
SERIF = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
SERIF_BOLD = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")
FONTS = ((NOTO, 2), (NOTO_BOLD, 2), (SERIF, 2), (SERIF_BOLD, 2), (DROID, 0))  # of a collection, 2 is Simplified
LATIN = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
LATIN_FONTS = tuple(
    (LATIN / f"{name}.ttf", 0) for name in ("DejaVuSans", "DejaVuSerif", "STIXGeneral", "DejaVuSans-Bold")
)
HANZI = [bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFA)]
FIGURES = "0123456789ABCDEFGHKLMNPRSTXYabdefghkmnprtuy-./:（）：，。、"
LETTERS = "eeeeeeeeeeeettttttttaaaaaaaaooooooooiiiiiiinnnnnnnsssssshhhhhhrrrrrrddddllllcccuuummmwwffggyyppbbvk"
LATIN_LINES = 0.3  # of all lines
LINES, CHARACTERS, HIDDEN, EPOCHS, BATCH = 12000, 12, 80, 12, 256


def chinese_text(rng: np.random.Generator) -> str:
    return "".join(
        FIGURES[rng.integers(len(FIGURES))] if rng.random() < 0.22 else HANZI[rng.integers(len(HANZI))]
        for _ in range(CHARACTERS)
    )


def latin_text(rng: np.random.Generator) -> str:
    """Words of letters as often as English has them; some begin with a capital, some are figures."""
    words = ["".join(LETTERS[rng.integers(len(LETTERS))] for _ in range(rng.integers(2, 9))) for _ in range(5)]
    words = [word.capitalize() if rng.random() < 0.3 else word for word in words]
    return " ".join(word if rng.random() < 0.9 else str(rng.integers(10, 99999)) + "." for word in words)


def drawn_line(rng: np.random.Generator) -> NDArray[Any]:
    """A line of print, grey, cut close like the lines that are found on a page."""
    latin = rng.random() < LATIN_LINES
    fonts = FONTS + LATIN_FONTS if latin else FONTS
    path, index = fonts[rng.integers(len(fonts))]
    size = int(rng.integers(12, 48))
    font = ImageFont.truetype(str(path), size, index)
    text = latin_text(rng) if latin else chinese_text(rng)
    image = Image.new("L", (size * (CHARACTERS + 2), size * 2), 255)
    ImageDraw.Draw(image).text((size // 2, size // 4), text, font=font, fill=int(rng.integers(0, 90)))
    grey = np.asarray(image)
    tilt = cv2.getRotationMatrix2D((grey.shape[1] / 2, grey.shape[0] / 2), rng.uniform(-0.7, 0.7), 1)
    grey = cv2.warpAffine(grey, tilt, (grey.shape[1], grey.shape[0]), borderValue=255)
    if (blur := rng.uniform(0, 0.05) * size) > 0.3:
        grey = cv2.GaussianBlur(grey, (0, 0), blur)
    noisy = grey + rng.normal(0, rng.uniform(0, 12), grey.shape)
    grey = noisy.clip(0, 255).astype(np.uint8)
    rows = np.flatnonzero((grey < 140).any(axis=1))
    if not len(rows):
        return grey[:0]
    top, bottom = (int(edge + rng.integers(-2, 3)) for edge in (rows[0], rows[-1] + 1))
    return grey[max(0, top) : bottom, int(rng.integers(0, size)) :]


def examples(rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Squares, and how many quarters each has to be turned clockwise: every one lies every way."""
    squares = []
    for _ in range(LINES):
        line = drawn_line(rng)
        high = line.shape[0]
        if high < LEAST_HIGH * SMALL:  # pale and blurred away
            continue
        pieces = (line[:, start : start + high] for start in range(0, line.shape[1] - high, high))
        squares += [made for piece in pieces if (made := square(piece)) is not None]
    upright = np.array(squares, np.float32)
    lying = [np.rot90(upright, quarters, axes=(1, 2)) for quarters in QUARTERS]  # counter-clockwise
    return np.concatenate(lying).reshape(-1, SIDE * SIDE), np.repeat(np.arange(4), len(upright))


def teach(inputs: Floats, wanted: Floats, rng: np.random.Generator) -> dict[str, Floats]:
    """One hidden layer, by Adam with decaying steps; the weights by name."""
    layers = {
        "w1": rng.normal(0, (2 / inputs.shape[1]) ** 0.5, (inputs.shape[1], HIDDEN)),
        "b1": np.zeros(HIDDEN),
        "w2": rng.normal(0, (2 / HIDDEN) ** 0.5, (HIDDEN, 4)),
        "b2": np.zeros(4),
    }
    layers = {name: values.astype(np.float32) for name, values in layers.items()}
    means = {name: np.zeros_like(values) for name, values in layers.items()}
    squares = {name: np.zeros_like(values) for name, values in layers.items()}
    steps = EPOCHS * (len(inputs) // BATCH)
    for step in range(1, steps + 1):
        chosen = rng.integers(0, len(inputs), BATCH)
        for name, slope in _slopes(layers, inputs[chosen], wanted[chosen]).items():
            means[name] += 0.1 * (slope - means[name])
            squares[name] += 0.001 * (slope**2 - squares[name])
            rate = 0.002 * (1 - step / steps) / (1 - 0.9**step)
            layers[name] -= rate * means[name] / (np.sqrt(squares[name] / (1 - 0.999**step)) + 1e-8)
    return layers


def _slopes(layers: dict[str, Floats], inputs: Floats, wanted: Floats) -> dict[str, Floats]:
    """Of the cross-entropy, with a little decay of the weights."""
    hidden = np.maximum(inputs @ layers["w1"] + layers["b1"], 0)
    said = hidden @ layers["w2"] + layers["b2"]
    shares = np.exp(said - said.max(axis=1, keepdims=True))
    off = (shares / shares.sum(axis=1, keepdims=True) - np.eye(4, dtype=np.float32)[wanted]) / len(inputs)
    back = (off @ layers["w2"].T) * (hidden > 0)
    return {
        "w1": inputs.T @ back + 1e-4 * layers["w1"],
        "b1": back.sum(axis=0),
        "w2": hidden.T @ off + 1e-4 * layers["w2"],
        "b2": off.sum(axis=0),
    }


def main() -> None:
    rng = np.random.default_rng(2026)
    inputs, wanted = examples(rng)
    layers = teach(inputs, wanted, rng)
    MODEL.parent.mkdir(exist_ok=True)
    np.savez_compressed(MODEL, **{name: values.astype(np.float16) for name, values in layers.items()})
    print(f"{len(inputs)} squares, {MODEL.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
