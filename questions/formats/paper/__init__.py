"""Chinese exam papers: one grammar for a pasted message, a TXT file and a Word document."""
