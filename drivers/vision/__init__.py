"""What is in a picture: pages, their quality, codes. Works on arrays (rows, columns, BGR; uint8); knows no camera."""
