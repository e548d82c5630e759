"""A room that votes, on both databases."""

import pytest

from tests.drafts.conftest import desk as desk
from tests.drafts.conftest import table as table
from tests.drafts.table import Table, replace
from tests.people import People
from tests.voting.choosing import Ballot
from tests.voting.hall import Hall


@pytest.fixture
def hall(people: People) -> Hall:
    return Hall(people)


@pytest.fixture
def ballot(table: Table) -> Ballot:
    table.suggest(table.leyla, replace("sollen", "sollten", "softer"))
    table.suggest(table.jonas, replace("sollen", "müssen", "clearer"))
    return Ballot(table, Hall(table.desk.people))
