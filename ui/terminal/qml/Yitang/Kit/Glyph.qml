import QtQuick

// One icon of assets/icons, drawn in a colour by the icon provider.
Image {
    id: glyph

    required property string name
    property color color: Theme.ink
    property int size: Theme.heading

    width: size
    height: size
    sourceSize: Qt.size(size, size)
    source: glyph.name === "" ? "" : "image://icons/" + glyph.name + "/" + glyph.color.toString().slice(1)
    fillMode: Image.PreserveAspectFit
}
