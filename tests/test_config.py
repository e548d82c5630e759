"""A wrong setting ends the start with a sentence that names it."""

from __future__ import annotations

import pytest

from app.config import FEWEST_EDITS, MOST_EDITS, Settings, SettingsError


@pytest.mark.parametrize("text", ["0", "-5", str(FEWEST_EDITS - 1), str(MOST_EDITS + 1), "viele"])
def test_the_log_is_put_together_neither_at_every_edit_nor_never(text: str) -> None:
    with pytest.raises(SettingsError, match="KONSENSWERK_COMPACT_AFTER is"):
        Settings.from_environment({"KONSENSWERK_COMPACT_AFTER": text})


@pytest.mark.parametrize("count", [FEWEST_EDITS, MOST_EDITS])
def test_the_log_is_put_together_after_as_many_edits_as_the_setting_says(count: int) -> None:
    assert Settings.from_environment({"KONSENSWERK_COMPACT_AFTER": str(count)}).compact_after == count
