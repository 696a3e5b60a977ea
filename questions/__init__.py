"""The rules of the product: questions, grading, articles, files, people. No Telegram, no SQL."""
