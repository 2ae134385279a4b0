"""The bench: what a person who plays the world can do to the terminal. A panel calls it, simulators obey."""

from typing import Protocol

from kiosk.events import Device


class Bench(Protocol):
    """Every call takes effect at once and never blocks long."""

    def people(self) -> list[tuple[str, str]]:
        """Whose card can be presented: key, and what stands on the button."""

    def present(self, person: str) -> None:
        """Lay this person's card on the reader."""

    def take_away(self) -> None:
        """Take the card off the reader."""

    def papers(self) -> list[tuple[str, str]]:
        """What can be laid under the camera: key, and what stands on the button."""

    def lay(self, paper: str) -> None:
        """Lay this paper under the camera, in place of what lies there."""

    def clear_desk(self) -> None:
        """Nothing under the camera."""

    def scan(self, text: str) -> None:
        """Hold a code with this content under the hand scanner."""

    def printed(self) -> bytes | None:
        """The newest paper in the printer's tray, PNG; None for an empty tray."""

    def take_paper(self) -> None:
        """Take everything out of the printer's tray."""

    def set_paper_out(self, out: bool) -> None:
        """The printer's roll comes to its end, or a new one is put in."""

    def unplug(self, device: Device) -> None:
        """Pull this cable; for a server, its network cable."""

    def plug(self, device: Device) -> None:
        """Plug it in again."""

    def cut_network(self) -> None:
        """Neither the hall nor the platform can be reached."""

    def mend_network(self) -> None:
        """Both can be reached again."""
