"""What can go wrong, as codes. The faces turn a code into words a visitor can act on; this module knows no words."""

from enum import StrEnum


class Trouble(StrEnum):
    """One reason why something did not work. The value is stable: it stands in logs and in `kiosk doctor`."""

    # any device
    NOT_CONNECTED = "not_connected"  # port missing, cable pulled, no answer at all
    NO_ANSWER = "no_answer"  # connected, but silent past its time-out
    GARBLED = "garbled"  # bytes arrived that are not the protocol (checksum, length, noise)
    DEVICE_FAULT = "device_fault"  # the device itself reports a fault

    # card reader
    CARD_MOVED = "card_moved"  # found, then gone before all was read
    CARD_UNREADABLE = "card_unreadable"  # chip answers with an error or cannot be authenticated
    CARD_UNKNOWN = "card_unknown"  # read, but neither of the four known layouts, or its fields make no sense
    CARD_EXPIRED = "card_expired"

    # camera and pictures
    NO_PAGE = "no_page"  # nothing that looks like a paper in sight
    BLANK = "blank"  # the picture is one colour: lens covered, light off
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"  # glare
    BLURRED = "blurred"
    FINGER = "finger"  # a hand lies over the edge of the paper
    CUT_OFF = "cut_off"  # the paper leaves the picture
    TOO_FAR = "too_far"
    WRONG_PAPER = "wrong_paper"  # not what was asked for, as far as it can be read
    NO_PRINT = "no_print"  # nothing could be read on it: it may lie face down
    WRONG_SIDE = "wrong_side"  # of a card
    PAPER_EXPIRED = "paper_expired"
    NOT_AN_IMAGE = "not_an_image"  # a file or a frame that cannot be decoded

    # printer
    PAPER_OUT = "paper_out"
    PAPER_LOW = "paper_low"
    PAPER_NOT_TAKEN = "paper_not_taken"
    COVER_OPEN = "cover_open"
    CUTTER_JAM = "cutter_jam"
    OVERHEATED = "overheated"
    PAPER_JAM = "paper_jam"
    TONER_OUT = "toner_out"

    # platform and hall
    UNREACHABLE = "unreachable"  # no connection, or a time-out
    SERVER_FAULT = "server_fault"  # 5xx
    NOT_UNDERSTOOD = "not_understood"  # an answer that is not the contract
    REFUSED = "refused"  # 4xx: asking again will not help
    NOT_SIGNED_IN = "not_signed_in"  # the terminal's own credentials were refused
    UNKNOWN_ITEM = "unknown_item"
    UNKNOWN_NUMBER = "unknown_number"  # no such errand or ticket
    THEME_CLOSED = "theme_closed"
    OUTSIDE_HOURS = "outside_hours"
    PAST_CLOSING = "past_closing"  # the wait would pass closing time
    UNKNOWN_APPOINTMENT = "unknown_appointment"
    ALREADY_BOOKED = "already_booked"  # an appointment for this theme stands
    SLOT_FULL = "slot_full"  # the half hour was taken meanwhile, or has begun
    TOO_EARLY = "too_early"  # to check in
    TOO_LATE = "too_late"
    NUMBERS_OUT = "numbers_out"  # the cap of this theme is reached

    # the terminal itself
    STORE_FULL = "store_full"  # disk full or not writable: nothing was taken
