"""What carries updates in and calls out: durable, and in order for each person."""
