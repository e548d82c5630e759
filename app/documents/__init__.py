"""Pure conversion: the text tree and printable documents into HTML, PDF, DOCX and ODT. No database, no Flask.

`tree` is the text that drafts and records share, `document` is what an export prints, `formats` lists the formats and
`rendering.render` makes a file of a document in a process of its own.
"""
