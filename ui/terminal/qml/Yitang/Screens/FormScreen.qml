pragma ComponentBehavior: Bound
import QtQuick
import Yitang.Kit

// One section of the form on one page. What the card knows is already there.
Place {
    id: screen

    title: screen.views.form.title
    lead: screen.views.form.anyFromCard ? qsTr("What your card knows is already filled in. Please look whether it is right.") : ""
    onwardText: screen.views.form.fromReview ? qsTr("Done") : qsTr("Next")
    ready: true
    help: qsTr("Touch a line to write on it: the keyboard opens by itself. What stands there in grey came from your card. Then touch Next.")

    function goOn(): void {
        Typing.commit();
        screen.views.form.next();
    }

    Connections {
        target: screen.views.form

        function onBlocked(fieldId: string): void {
            for (let n = 0; n < fields.count; n++) {
                const entry = fields.itemAt(n) as FieldEntry;
                if (entry.fieldId === fieldId)
                    column.reveal(entry);
            }
        }
    }

    ScrollColumn {
        id: column

        anchors.fill: parent
        spacing: Theme.gapLarge

        Repeater {
            id: fields

            model: screen.views.form.fields

            FieldEntry {
                width: column.width
                form: screen.views.form
            }
        }
    }
}
