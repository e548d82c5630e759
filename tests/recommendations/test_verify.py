"""Verification of record files: pure, without database and network."""

from __future__ import annotations

import json

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from app.recommendations import leaf as leaves
from app.recommendations import record_file
from app.recommendations.verify import Report, verify
from app.voting.methods import consent
from tests.recommendations.samples import COUNTS, KEY, OTHER_KEY, file, first_leaf, leaf, ways

FILE = file()


def failed(report: Report) -> list[str]:
    return [step.name for step in report.steps if step.passed is False]


@pytest.mark.row("E8")
def test_r6_an_unchanged_file_passes_every_step():
    report = verify(FILE, KEY.public)
    assert report.is_trusted
    assert [step.name for step in report.steps] == [
        "format", "hash", "signature", "key_id", "trust", "leaf", "text", "ways", "counts", "class",
    ]  # fmt: skip


@pytest.mark.row("E8")
def test_r6_every_single_byte_that_is_flipped_is_noticed():
    for place in range(len(FILE)):
        changed = bytearray(FILE)
        changed[place] ^= 1 << place % 8
        assert not verify(bytes(changed)).is_unchanged, place


@pytest.mark.row("E8")
@settings(max_examples=400, deadline=None)
@given(place=st.integers(0, len(FILE) - 1), value=st.integers(0, 255))
def test_r6_no_other_byte_fits_anywhere(place, value):
    changed = FILE[:place] + bytes([value]) + FILE[place + 1 :]
    assert verify(changed, KEY.public).is_trusted == (changed == FILE)


@pytest.mark.row("E8")
@settings(max_examples=200, deadline=None)
@given(cut=st.integers(0, len(FILE) - 1), more=st.binary(min_size=1, max_size=20))
def test_r6_nothing_can_be_cut_off_or_put_in(cut, more):
    assert not verify(FILE[:cut]).is_unchanged
    assert not verify(FILE[:cut] + more + FILE[cut:]).is_unchanged


def test_r6_a_file_that_says_the_same_in_another_form_is_refused():
    assert failed(verify(json.dumps(json.loads(FILE), indent=2).encode())) == ["format"]


def test_r6_a_signature_of_another_leaf_is_refused():
    packed = leaves.pack(leaf(title="Anders"))
    hashed = leaves.leaf_hash(packed)
    stolen = KEY.sign(leaves.leaf_hash(leaves.pack(leaf())))
    assert failed(verify(record_file.write(packed, hashed, stolen, KEY.public))) == ["signature"]


def test_r6_a_bare_signature_of_the_hash_is_no_seal():
    packed = leaves.pack(leaf())
    hashed = leaves.leaf_hash(packed)
    assert failed(verify(record_file.write(packed, hashed, KEY.private.sign(hashed), KEY.public))) == ["signature"]


@pytest.mark.row("E8")
def test_r6_another_key_is_not_the_trusted_one():
    forged = file(key=OTHER_KEY)
    assert failed(verify(forged, KEY.public)) == ["trust"]
    alone = verify(forged)
    assert alone.is_unchanged
    assert not alone.is_trusted


@pytest.mark.row("E8")
@pytest.mark.parametrize("part", [part for part in COUNTS if part != "recused"])
def test_r9_counts_that_do_not_add_up_are_noticed_even_if_sealed(part):
    decision = {**leaf()["decision"], "counts": {**COUNTS, part: COUNTS[part] + 1}}
    assert "counts" in failed(verify(file(leaf(decision=decision))))


def test_r9_counts_by_group_add_up_to_the_total():
    decision = leaf()["decision"]
    row = {"counts": COUNTS, "numerator": 17, "denominator": 19, "class": "consensus", "names": ["Länder"]}
    assert failed(verify(file(leaf(decision={**decision, "groups": [row]})))) == []
    assert failed(verify(file(leaf(decision={**decision, "groups": [row, row]})))) == ["counts"]


@pytest.mark.row("E8")
@settings(max_examples=100, deadline=None)
@given(agree=st.integers(0, 60), objections=st.integers(0, 60), aside=st.integers(0, 20), quorum=st.integers(0, 80))
def test_r9_the_class_is_the_one_that_the_voting_computes_and_no_other(agree, objections, aside, quorum):
    counts = consent.Counts(agree=agree, reservation=0, stand_aside=aside, object=objections, not_cast=3)
    true = consent.outcome(counts, consent.Denominator.WITHOUT_ABSTENTIONS, consent.Quorum(ballots=quorum))
    for stated in consent.ConsensusClass:
        decision = {
            **leaf()["decision"], "counts": {**vars(counts), "entitled": counts.entitled}, "class": stated.value,
            "numerator": true.numerator, "denominator": true.denominator, "awmf": leaves.AWMF_CODES.get(stated.value),
            "rule": {"denominator": "without_abstentions", "quorum_needed": quorum},
        }  # fmt: skip
        electorate = {"entitled": counts.entitled, "groups": []}
        wrong = failed(verify(file(leaf(decision=decision, electorate=electorate))))
        assert wrong == ([] if stated == true.consensus_class else ["class"])


def test_r5_a_text_that_is_not_the_fingerprint_s_is_noticed_even_if_sealed():
    text = {**leaf()["text"], "tree": []}
    assert failed(verify(file(leaf(text=text)))) == ["text", "ways"]


@pytest.mark.row("E9")
@pytest.mark.parametrize(
    "wrong",
    [
        {"sentences": [{**ways()["sentences"][0], "sentence": "Das steht nirgends."}]},
        {"sentences": [{**ways()["sentences"][0], "section": "goal"}]},
        {"sentences": ways()["sentences"][::-1]},
        {"sentences": [{**ways()["sentences"][0], "sentence": ""}]},
        {"suggestions": []}, {"wordings": []}, {"references": []},
        {"references": [{**ways()["references"][0], "address": "https://example.org/anders"}]},
    ],
)  # fmt: skip
def test_r16_ways_that_do_not_fit_the_text_are_noticed_even_if_sealed(wrong):
    assert failed(verify(file(leaf(ways=ways(**wrong))))) == ["ways"]


@pytest.mark.row("E8")
def test_r18_a_record_of_before_the_ways_stays_valid_and_is_read_without_them():
    report = verify(file(first_leaf()), KEY.public)
    assert report.is_trusted
    assert [step.name for step in report.steps][-4:] == ["leaf", "text", "counts", "class"]
    assert report.leaf is not None
    assert report.leaf["ways"] == {"sentences": [], "suggestions": [], "wordings": [], "references": []}


def test_r18_a_schema_that_nobody_knows_is_refused():
    assert failed(verify(file(leaf(schema="konsenswerk.recommendation/3")))) == ["leaf"]
    assert failed(verify(file({**first_leaf(), "schema": leaves.SCHEMA}))) == ["leaf"]


@pytest.mark.parametrize(
    "source",
    [
        b"", b"null", b"[]", b"{}", b'"\xff"', b"\xff\xfe", b"1" * 5000, b"NaN", b'{"a":1e999}',
        b"[" * 100_000, b'{"a":' * 100_000, b" " * 2_000_000, b'{"format":"konsenswerk.record/1"}',
        b'"\\ud800"', FILE * 2, FILE + b"\n", b"\xef\xbb\xbf" + FILE,
    ],
)  # fmt: skip
def test_r11_what_is_no_record_file_gets_a_report(source):
    assert failed(verify(source, KEY.public)) == ["format"]


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
        max_leaves=8,
    ),
    part=st.sampled_from(sorted(leaf())),
)
@settings(max_examples=300, deadline=None)
def test_r11_a_leaf_with_anything_in_any_part_gets_a_report(value, part):
    assert isinstance(verify(file(leaf(**{part: value})), KEY.public), Report)


@pytest.mark.parametrize("part", sorted(leaf()))
def test_r11_a_sealed_leaf_without_one_of_its_parts_is_refused(part):
    short = leaf()
    del short[part]  # type: ignore[misc]  # that is the point
    assert failed(verify(file(short), KEY.public)) == ["leaf"]


@pytest.mark.parametrize("wrong", [{"agree": 1}, {**COUNTS, "agree": -1}, {}])
def test_r11_strange_counts_get_a_report(wrong):
    decision = {**leaf()["decision"], "counts": wrong}
    assert set(failed(verify(file(leaf(decision=decision))))) >= {"counts", "class"}


def test_r11_deep_nesting_inside_a_sealed_leaf_gets_a_report():
    deep = '{"a":' * 50_000 + "1" + "}" * 50_000
    hashed = leaves.leaf_hash(deep.encode())
    assert failed(verify(record_file.write(deep.encode(), hashed, KEY.sign(hashed), KEY.public))) == ["leaf"]


def test_the_file_is_canonical_json_itself():
    assert rfc8785.dumps(json.loads(FILE)) == FILE
    assert json.loads(json.loads(FILE)["leaf"])["number"] == "2027-SI-02"
