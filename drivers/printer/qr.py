"""QR symbols as small pictures, one dot a module, without a quiet zone."""

import zxingcpp
from PIL import Image


def symbol(content: str) -> Image.Image:
    """Mode "L", black on white, square; error correction M (15 %), which a creased paper needs."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))


def enlarged(content: str, dots: int) -> Image.Image:
    """The symbol with `dots` for each module."""
    small = symbol(content)
    return small.resize((small.width * dots, small.height * dots), Image.Resampling.NEAREST)
