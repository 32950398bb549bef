"""Measures dateline on gold data: `python -m bench TASK --data FOLDER [--set NAME] [--json]`."""
