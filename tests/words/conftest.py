"""In these tests a key without words is an error."""

import pytest

from backfour import words


@pytest.fixture(autouse=True)
def strict_words():
    words.be_strict()
    yield
    words.be_strict(on=False)
