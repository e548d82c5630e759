"""The key, the signature and the commitments: pure, but for the key's file."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256

import pytest

from app.recommendations import commitments, seal, words
from app.recommendations import leaf as leaves
from app.recommendations.seal import KeyUnusable
from tests.recommendations.samples import KEY, first_leaf, leaf


def test_r10_a_missing_key_is_made_for_its_owner_only_and_stays(tmp_path):
    path = tmp_path / "new" / "sealing.key"
    made = seal.load_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert seal.load_key(path).public == made.public
    assert [one.name for one in path.parent.iterdir()] == ["sealing.key"]


def test_r10_processes_that_start_at_once_share_one_key(tmp_path):
    path = tmp_path / "sealing.key"
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: seal.load_key(path).public, range(32)))
    assert len(set(found)) == 1


def test_r10_a_new_key_is_private_whatever_the_process_allows_others(tmp_path):
    before = os.umask(0)
    try:
        seal.load_key(tmp_path / "sealing.key")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "sealing.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"no key", seal.public_pem(KEY.public)])
def test_r10_a_file_that_holds_no_private_key_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "sealing.key"
    path.write_bytes(content)
    with pytest.raises(KeyUnusable, match=r"sealing\.key"):
        seal.load_key(path)


def test_the_public_key_comes_back_from_its_pem():
    assert seal.read_public(seal.public_pem(KEY.public)) == KEY.public
    with pytest.raises(KeyUnusable):
        seal.read_public(b"no key")


def test_the_leaf_hash_is_that_of_rfc_6962():
    assert leaves.leaf_hash(b"") == sha256(b"\x00").digest()
    assert leaves.leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_the_bytes_of_a_leaf_do_not_depend_on_the_order_of_its_parts():
    assert leaves.pack(leaf(persons=[])) == leaves.pack(dict(reversed(leaf(persons=[]).items())))


def test_r8_a_commitment_opens_with_its_salt_and_value_only():
    opening = commitments.commit({"name": "Karin Muster"})
    assert commitments.is_true(opening)
    other = commitments.commit({"name": "Karin Muster"})
    assert other.commitment != opening.commitment
    assert not commitments.is_true(replace(opening, salt=other.salt))
    assert not commitments.is_true(replace(opening, value={"name": "Karin Musters"}))
    assert not commitments.is_true(replace(opening, salt="no digits"))
    assert not commitments.is_true(replace(opening, salt=opening.salt[:-2]))


def test_r8_a_commitment_is_the_hash_that_its_description_says():
    opening = commitments.commit({"name": "Ü"})
    whole = b"konsenswerk.commitment/1" + bytes.fromhex(opening.salt) + '{"name":"Ü"}'.encode()
    assert opening.commitment == sha256(whole).hexdigest()


def test_r20_a_record_says_what_its_sections_were_called() -> None:
    own = leaf()
    own["text"]["titles"]["recommendation"] = "Wortlaut"
    assert words.sections(leaves.check(own)) == [("title", "Titel"), ("recommendation", "Wortlaut")]


def test_r20_records_from_before_call_them_as_everybody_did() -> None:
    old = first_leaf()
    del old["text"]["titles"]
    assert [str(title) for _, title in words.sections(leaves.check(old))] == ["Titel", "Empfehlung"]
