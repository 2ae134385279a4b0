pragma Singleton
import QtQuick

// Every colour, size and duration of the terminal. Lengths are in pixels of a 1080 x 1920 panel of 27 inches:
// 3.2 pixels are a millimetre, so that 64 pixels are the 20 mm a standing person hits without aiming.
// All text colours reach 7:1 (WCAG AAA) on the grounds they stand on; `tests/ui/terminal/test_theme.py` computes it.
QtObject {
    id: theme

    property bool large: false
    property bool landscape: false
    readonly property real grow: large ? 1.25 : 1.0

    // ---- colours: ink on warm paper, one accent (jade), one colour for trouble (brick)
    readonly property color ink: "#17202b"
    readonly property color inkSoft: "#414c59"
    readonly property color paper: "#faf6ee"
    readonly property color paperDeep: "#f1eadc"
    readonly property color sheet: "#ffffff"
    readonly property color line: "#dccfb9"
    readonly property color lineStrong: "#857a68"
    readonly property color jade: "#0b574c"
    readonly property color jadePressed: "#073d36"
    readonly property color jadeSoft: "#e0ede8"
    readonly property color light: "#ffffff"
    readonly property color brick: "#85261b"
    readonly property color brickSoft: "#fae8e2"
    readonly property color amberSoft: "#fbf0d2"
    readonly property color veil: "#d917202b"

    // ---- type: one family, two weights
    readonly property string family: "Noto Sans CJK SC"
    readonly property int display: Math.round(96 * grow)
    readonly property int title: Math.round((landscape && large ? 48 : large ? 54 : 60) * grow)
    readonly property int heading: Math.round((large ? 38 : 42) * grow)
    readonly property int body: Math.round(34 * grow)
    readonly property int small: Math.round(28 * grow)
    // Line heights multiply the font's own, which is 1.45 em for Noto Sans CJK.
    readonly property real leading: 1.02
    readonly property real tight: 0.92
    readonly property real loose: 1.15

    // ---- sizes
    readonly property int target: Math.round(72 * grow)
    readonly property int targetPrimary: Math.round(104 * (large ? 1.12 : 1.0))
    readonly property int candidates: target + 12 // the line of words above the keyboard
    readonly property int radius: 20
    readonly property int radiusSmall: 12
    readonly property int border: 2

    // ---- spacing: a scale of eight
    readonly property int gapTiny: 8
    readonly property int gapSmall: 16
    readonly property int gap: 24
    readonly property int gapLarge: 40
    readonly property int margin: landscape ? 64 : 56

    // ---- motion: short, opacity and translation only, so that the software renderer keeps up
    readonly property int quick: 120
    readonly property int calm: 180
    readonly property int drift: 24
}
