"""One person over time, and people and parties side by side: dated quotes on a topic, and who has none."""
