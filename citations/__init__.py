"""What a document says: bytes in, frozen Documents out."""
