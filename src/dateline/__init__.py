"""dateline reads news reports and writes down who did what to whom, where, when, and who says so."""
