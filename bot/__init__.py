"""How people meet the product on Telegram, and how it is run."""
