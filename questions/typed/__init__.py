"""How a typed answer is judged: numbers, phrases, enumerations, blanks, key points."""
