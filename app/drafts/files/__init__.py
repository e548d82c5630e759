"""Drafts as files: exported with tracked changes, sent to an organisation, taken back and placed in the live text."""
