"""The reader that is to come: one encoder with many heads (README.md). Not part of dateline yet."""
