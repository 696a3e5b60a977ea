"""What carries updates in and calls out: durable, in order for each person, side by side for all."""
