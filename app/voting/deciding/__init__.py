"""Rules of decision: from votes by stakeholder group to a class and what follows from it.

    rule      what is agreed before the vote           stored     to and from the settings of a poll
    presets   rules that have a name and a source      counts     votes, rows of the table by group
    decision  the rule applied to the rows             masking    the same, with small groups pooled
    nearest   how far the next class was

Pure functions in exact arithmetic: whole numbers and fractions, never a rounded percentage.
"""
