"""Whether a committee may decide, after § 90 VwVfG."""

import pytest

from app.voting.methods import quorum
from tests.voting.profiles import EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES["beschlussfaehigkeit_vwvfg90"])
def test_v58_a_committee_is_quorate_as_in_the_worked_examples(example):
    invited_again = example.get("zweite_ladung_mit_hinweis", False)
    found = quorum.is_quorate(example["mitglieder"], example["anwesend"], invited_again=invited_again)
    assert found is example["beschlussfaehig"]


def test_v58_after_a_second_invitation_somebody_must_still_come():
    assert quorum.is_quorate(20, 1, invited_again=True)
    assert not quorum.is_quorate(20, 0, invited_again=True)


@pytest.mark.parametrize(("members", "present"), [(3, 4), (3, -1)])
def test_v58_nobody_is_present_who_is_no_member(members, present):
    with pytest.raises(ValueError, match="members"):
        quorum.is_quorate(members, present)
