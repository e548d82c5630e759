"""What a text can refer to: the needs and clusters of its workshop, joint goals, and sources."""
