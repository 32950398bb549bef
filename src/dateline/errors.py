"""What can go wrong, as one tree.

DatelineError
├── InputError     exit 2   a file, report, or value that came from outside
├── SetupError     exit 3   something dateline needs is not installed or not built
├── StageError     exit 4   a stage of reading failed on one report
└── StoreError     exit 5   the store cannot be opened, read or written

Every error says what happened (with the value), what it means, and what to do.
`slug` is the stable name of the error: it is what scripts match, and what
docs/errors.md is indexed by. The wording may change, the slug may not.
"""


class DatelineError(Exception):
    """Base of all errors that dateline raises on purpose."""

    exit_code = 1

    def __init__(self, message: str, *, slug: str) -> None:
        super().__init__(message)
        self.slug = slug


class InputError(DatelineError):
    """The input cannot be used as it is."""

    exit_code = 2


class SetupError(DatelineError):
    """The installation lacks something."""

    exit_code = 3


class StageError(DatelineError):
    """A stage failed on a report that intake had accepted."""

    exit_code = 4


class StoreError(DatelineError):
    """The store cannot do what was asked."""

    exit_code = 5
