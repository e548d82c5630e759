"""A room that votes, on both databases."""

import pytest

from tests.people import People
from tests.voting.hall import Hall


@pytest.fixture
def hall(people: People) -> Hall:
    return Hall(people)
