"""The language of everything on the screen. English stands in the source; other languages are assets/translations."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

FILES = {"zh": "zh_CN.qm"}


class MissingTranslationError(FileNotFoundError):
    """A language has no compiled file: `make setup` makes it."""


class Language:
    """Holds one translator per language, loaded once."""

    def __init__(self, folder: Path) -> None:
        self._translators = {code: _load(folder / name) for code, name in FILES.items()}
        self._installed: QTranslator | None = None

    def use(self, code: str) -> bool:
        """Translate into `code` from now on ("en", "" and unknown ones: the source itself); whether that is new."""
        before, self._installed = self._installed, self._translators.get(code)
        if self._installed is before:
            return False
        if before is not None:
            QCoreApplication.removeTranslator(before)
        if self._installed is not None:
            QCoreApplication.installTranslator(self._installed)
        return True


def _load(path: Path) -> QTranslator:
    translator = QTranslator()
    if not path.is_file() or not translator.load(str(path)):
        raise MissingTranslationError(f"{path.name} is missing or broken: run `make setup`")
    return translator
