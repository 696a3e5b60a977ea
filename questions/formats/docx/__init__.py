"""Word documents, as the lines that a reader sees: numbers, tables and what stands out in them.

Read with our own eyes rather than python-docx's: that leaves out content controls, insertions and
automatic numbers, and cannot open documents of the strict kind.
"""
