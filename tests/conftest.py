"""What holds for every test."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes name no case: an archive holds the time it was made at, and two workers must agree on names."""
    return argname if isinstance(val, bytes) else None
