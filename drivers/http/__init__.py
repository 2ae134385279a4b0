"""One server at the other end of a line, the platform or the hall: exchanges, what they mean, whether it is there."""
