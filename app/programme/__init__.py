"""What the programme consists of: fields and cross themes."""
