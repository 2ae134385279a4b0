import QtQuick
import QtQuick.Templates as T

// Everything that can be touched is one of these: never smaller than 20 mm, and it answers at once.
T.AbstractButton {
    id: tap

    focusPolicy: Qt.NoFocus
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    Accessible.role: Accessible.Button
    Accessible.name: tap.text
    Accessible.onPressAction: tap.clicked()
}
