"""The text itself: its schema, how it is read, compared and changed. It knows no room and no database."""
