import QtQuick
import QtQuick.Shapes

// A ring that empties, with a number inside.
Item {
    id: ring

    property real share: 1.0
    property string text: ""
    property int thickness: 18

    implicitWidth: 280
    implicitHeight: 280

    Shape {
        anchors.fill: parent

        ShapePath {
            strokeWidth: ring.thickness
            strokeColor: Theme.paperDeep
            fillColor: "transparent"

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: (ring.width - ring.thickness) / 2
                radiusY: radiusX
                startAngle: 0
                sweepAngle: 360
            }
        }
        ShapePath {
            strokeWidth: ring.thickness
            strokeColor: Theme.jade
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: (ring.width - ring.thickness) / 2
                radiusY: radiusX
                startAngle: -90
                sweepAngle: 360 * Math.max(0.001, ring.share)
            }
        }
    }
    Words {
        anchors.centerIn: parent
        text: ring.text
        font.pixelSize: Theme.display
        font.bold: true
        lineHeight: Theme.tight
    }
}
