import QtQuick
import QtQuick.VirtualKeyboard.Styles
import Yitang.Kit

// How Qt's keyboard looks on this terminal: white keys on paper, the same type and colours as the pages.
KeyboardStyle {
    keyboardDesignWidth: 2560
    keyboardDesignHeight: 900
    keyboardRelativeLeftMargin: 20 / keyboardDesignWidth
    keyboardRelativeRightMargin: 20 / keyboardDesignWidth
    keyboardRelativeTopMargin: 20 / keyboardDesignHeight
    keyboardRelativeBottomMargin: 40 / keyboardDesignHeight

    keyboardBackground: Rectangle {
        color: Theme.paperDeep

        Rectangle {
            width: parent.width
            height: Theme.border
            color: Theme.line
        }
    }
    keyPanel: KeyFace {}
    backspaceKeyPanel: KeyFace {
        side: true
        glyph: "delete"
    }
    languageKeyPanel: KeyFace {
        side: true
        glyph: "languages"
    }
    enterKeyPanel: KeyFace {
        strong: true
        glyph: "check"
    }
    hideKeyPanel: KeyFace {
        side: true
        glyph: "keyboard-off"
    }
    shiftKeyPanel: KeyFace {
        side: control === null || !control.uppercased
        glyph: "arrow-up"
    }
    spaceKeyPanel: KeyFace {
        size: 0.3
    }
    symbolKeyPanel: KeyFace {
        side: true
        size: 0.32
    }
    modeKeyPanel: KeyFace {
        side: true
        size: 0.32
    }
    handwritingKeyPanel: KeyFace {
        side: true
        glyph: "pen-line"
    }

    characterPreviewDelegate: Rectangle {
        property string text
        property string flickLeft
        property string flickTop
        property string flickRight
        property string flickBottom

        radius: Theme.radiusSmall
        color: Theme.sheet
        border.color: Theme.lineStrong
        border.width: Theme.border

        Words {
            anchors.centerIn: parent
            text: parent.text
            font.pixelSize: Theme.title
            lineHeight: Theme.tight
        }
    }
    alternateKeysListItemWidth: Theme.target
    alternateKeysListItemHeight: Theme.target
    alternateKeysListDelegate: Item {
        required property string text

        width: Theme.target
        height: Theme.target

        Words {
            anchors.centerIn: parent
            text: parent.text
            font.pixelSize: Theme.heading
            lineHeight: Theme.tight
        }
    }
    alternateKeysListHighlight: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.jadeSoft
    }
    alternateKeysListBackground: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.sheet
        border.color: Theme.lineStrong
        border.width: Theme.border
    }

    selectionListHeight: Theme.candidates
    selectionListDelegate: Candidate {}
    selectionListHighlight: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.jadeSoft
    }
    selectionListBackground: Rectangle {
        color: Theme.paper
        border.color: Theme.line
        border.width: Theme.border
    }
    popupListDelegate: Candidate {
        height: Theme.target
    }
    popupListHighlight: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.jadeSoft
    }
    popupListBackground: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.sheet
        border.color: Theme.lineStrong
        border.width: Theme.border
    }
    navigationHighlight: Rectangle {
        radius: Theme.radiusSmall
        color: "transparent"
        border.color: Theme.jade
        border.width: 4
    }
}
