"""One paper of any kind by its number: the same number gives the same paper."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kiosk.reading import Kind
from tests.papers import booklets, cards, pages, zones
from tests.papers.fonts import Half
from tests.papers.sheet import Sheet

Truth = dict[str, str]
DRAWN: dict[Kind, Callable[[Half, random.Random], tuple[Sheet, Truth]]] = {
    Kind.ID_FRONT: cards.id_front,
    Kind.ID_BACK: cards.id_back,
    Kind.HOUSEHOLD_PAGE: booklets.household_page,
    Kind.BUSINESS_LICENCE: pages.business_licence,
    Kind.HOUSE_CERTIFICATE: pages.house_certificate,
    Kind.MARRIAGE_CERTIFICATE: booklets.marriage_certificate,
    Kind.DRIVING_LICENCE: cards.driving_licence,
    Kind.PASSPORT: booklets.passport,
    Kind.VISA: zones.visa,
    Kind.PERMIT: zones.permit,
    Kind.BANK_CARD: cards.bank_card,
    Kind.FORM: pages.form,
}
KINDS = tuple(DRAWN)


def make_paper(kind: Kind, seed: int, half: Half) -> tuple[NDArray[Any], Truth]:
    """The paper (rows x columns x BGR) and what stands in its fields, written as `kiosk.reading.FIELDS` says.

    Of a form the truth is each label's value. Raises KeyError for a kind that is never drawn.
    """
    sheet, truth = DRAWN[kind](half, random.Random(f"{half} {kind} {seed}"))
    return np.ascontiguousarray(np.asarray(sheet.image)[:, :, ::-1]), truth
