"""From an article to draft questions, by rules alone: no language model, no clock, no dice."""
