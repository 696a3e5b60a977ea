"""The rules of the product: questions, grading, articles, files and people. No Telegram, no SQL."""
