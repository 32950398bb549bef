"""Whole claims of the reader that is to come, on gold/dev: `python -m training.candidate FOLDER`."""

import json
import sys
from pathlib import Path

from bench.claims import intervals, load_gold, match_all, score, score_fields
from training.candidate.reader import read_reports_in_batches


def main() -> None:
    reports, golds = load_gold(Path(sys.argv[1]), part="dev")
    claims = [reading.claims for reading in read_reports_in_batches(reports)]
    matchings = match_all(reports, claims, golds)
    figures = {**score(matchings), "intervals": intervals(matchings), "fields": score_fields(matchings)}
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
