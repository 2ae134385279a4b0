pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Yitang.Kit
import Yitang.Terminal

// The terminal in its window: bars, the page of the present place, and what may lie over it. Laid out for 1080 x 1920
// or 1920 x 1080 and scaled to whatever the window is.
Rectangle {
    id: window

    required property Views views
    readonly property SessionView session: views.session
    readonly property Place page: loader.item as Place
    readonly property bool wide: width > height
    property bool helpOpen: false
    property bool leaveAsked: false

    color: Theme.paper

    function showPlace(): void {
        window.helpOpen = false;
        window.leaveAsked = false;
        const name = window.session.screen;
        if (name === "attract" || name === "farewell" || name === "home")
            window.forgetWords();
        const file = name.charAt(0).toUpperCase() + name.slice(1) + "Screen.qml";
        loader.setSource(Qt.resolvedUrl(file), {
            "views": window.views
        });
        if (name === "form" || name === "items" || name === "progress" || name === "appointments")
            keyboard.active = true;
        entrance.restart();
    }

    // The keyboard remembers the words around the cursor until a line has others: on this one there are none.
    function forgetWords(): void {
        blank.forceActiveFocus();
        blank.focus = false;
    }

    function leave(): void {
        if (window.session.hasData)
            window.leaveAsked = true;
        else
            window.session.cancel();
    }

    Component.onCompleted: showPlace()

    Binding {
        target: Theme
        property: "large"
        value: window.session.large
    }
    Binding {
        target: Theme
        property: "landscape"
        value: window.wide
    }
    Connections {
        target: window.session

        function onPlaceChanged(): void {
            window.showPlace();
        }
    }

    TextInput {
        id: blank

        width: 0
        height: 0
        activeFocusOnPress: false
        activeFocusOnTab: false
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhDigitsOnly // no need of Pinyin
        Accessible.ignored: true
    }

    Item {
        id: stage

        objectName: "stage"
        width: window.wide ? 1920 : 1080
        height: window.wide ? 1080 : 1920
        scale: Math.min(window.width / width, window.height / height)
        transformOrigin: Item.TopLeft
        x: Math.round((window.width - width * scale) / 2)
        y: Math.round((window.height - height * scale) / 2)

        TopBar {
            id: topBar

            width: parent.width
            session: window.session
            onHelpWanted: window.helpOpen = true
        }
        StepLine {
            id: stepLine

            anchors.top: topBar.bottom
            width: parent.width
            session: window.session
        }
        Loader {
            id: loader

            objectName: "pageLoader"

            anchors.top: stepLine.bottom
            anchors.bottom: keyboard.shown ? keyboard.top : bottomBar.visible ? bottomBar.top : parent.bottom
            anchors.bottomMargin: keyboard.shown ? Theme.candidates : 0
            width: parent.width

            // Translation alone: to blend a whole page costs the software renderer more than a frame has.
            NumberAnimation {
                id: entrance

                target: loader
                property: "x"
                from: Theme.drift
                to: 0
                duration: Theme.calm
                easing.type: Easing.OutCubic
            }
        }
        BottomBar {
            id: bottomBar

            anchors.bottom: parent.bottom
            width: parent.width
            visible: window.page !== null && window.page.barsShown && !keyboard.shown
            session: window.session
            page: window.page
            onExitWanted: window.leave()
        }
        Loader {
            id: keyboard

            readonly property bool shown: active && status === Loader.Ready && Typing.open && window.Window.active

            active: false
            visible: shown
            anchors.bottom: parent.bottom
            anchors.horizontalCenter: parent.horizontalCenter
            width: window.wide ? 1100 : parent.width
            source: "Keyboard.qml"
            onLoaded: (item as Keyboard).language = Qt.binding(() => window.session.language)
        }
        Loader {
            anchors.fill: parent
            active: window.helpOpen
            sourceComponent: HelpOverlay {
                session: window.session
                text: window.page !== null ? window.page.help : ""
                onClosed: window.helpOpen = false
            }
        }
        Loader {
            anchors.fill: parent
            active: window.leaveAsked
            sourceComponent: LeaveOverlay {
                onStayed: window.leaveAsked = false
                onGone: window.session.cancel()
            }
        }
        Loader {
            anchors.fill: parent
            active: window.session.warningLeft >= 0
            sourceComponent: WarningOverlay {
                session: window.session
            }
        }
    }
}
