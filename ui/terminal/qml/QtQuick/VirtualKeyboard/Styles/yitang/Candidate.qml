import QtQuick
import QtQuick.VirtualKeyboard.Styles
import Yitang.Kit

// One of the words that a Pinyin may mean. Qt's list gives its word in the role `display`.
SelectionListItem {
    id: candidate

    width: Math.max(Theme.target, word.implicitWidth + 2 * Theme.gap)

    Words {
        id: word

        anchors.centerIn: parent
        text: display // qmllint disable unqualified
        font.pixelSize: Theme.heading
        lineHeight: Theme.tight
        wrapMode: Text.NoWrap
    }
}
