"""The composition root: one file per `kiosk` command. Only here do core, drivers and faces meet."""
