"""What the hall's tests share: databases of both kinds, a hall on a fixed day, and a real server around it."""
