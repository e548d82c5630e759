"""What tools/words.py promises: every sentence is found, and a catalogue with a gap is refused."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog

from tools import words

TSX = """
import { t, tn } from "./words";
type Row<T> = { of: T };
export function Line({ count }: Row<number> & { count: number }) {
  const long = t("Ein langer Satz, " + "der auf zwei Zeilen steht.");
  return (
    <p title={t("Mit \\"Anführung\\"")}>
      it's an apostrophe between tags {count < 3 && count > 1 ? t("Wenige") : long} isn't it
      {tn("%(num)s Bedarf", "%(num)s Bedarfe", count)}
    </p>
  );
}
"""


def catalogue(*sentences: tuple[str | tuple[str, str], str | tuple[str, str]]) -> Catalog:
    made = Catalog(locale="en")
    for german, english in sentences:
        made.add(german, english, locations=[("app/frontend/src/x.tsx", 0)])
    return made


def test_sentences_are_found_in_typescript_with_markup_types_and_apostrophes(tmp_path: Path) -> None:
    (tmp_path / "line.tsx").write_text(TSX)
    found = [message.id for _place, message in words.from_scripts(tmp_path)]
    assert sorted(found, key=str) == sorted(
        [
            "Ein langer Satz, der auf zwei Zeilen steht.",
            'Mit "Anführung"',
            "Wenige",
            ("%(num)s Bedarf", "%(num)s Bedarfe"),
        ],
        key=str,
    )


def test_sentences_are_found_in_templates_and_in_python() -> None:
    found = {(place, str(message.id)) for place, message in words.from_python()}
    assert ("app/templates/base.html", "Zum Inhalt") in found
    assert ("app/errors.py", "Bitte melden Sie sich an.") in found


def test_a_complete_catalogue_has_no_complaints() -> None:
    source = catalogue(("Weiter", ""), ("%(n)s Punkte", ""))
    assert list(words.complaints(source, catalogue(("Weiter", "Continue"), ("%(n)s Punkte", "%(n)s points")))) == []


def test_every_gap_is_named() -> None:
    source = catalogue(("Weiter", ""), ("Neu", ""), ("%(n)s Punkte", ""), (("ein Bedarf", "Bedarfe"), ""))
    kept = catalogue(
        ("Weiter", ""), ("Alt", "Old"), ("%(n)s Punkte", "%(m)s points"), (("ein Bedarf", "Bedarfe"), ("a need", ""))
    )
    found = list(words.complaints(source, kept))
    assert "not in the catalogue (make words): Neu" in found
    assert "no longer in the source (make words): Alt" in found
    assert "without English: Weiter" in found
    assert "without English: ('ein Bedarf', 'Bedarfe')" in found
    assert "other placeholders in English: %(n)s Punkte" in found
    assert len(found) == 5


def test_a_fuzzy_sentence_counts_as_missing() -> None:
    kept = catalogue(("Weiter", "Further"))
    kept["Weiter"].flags.add("fuzzy")
    assert list(words.complaints(catalogue(("Weiter", "")), kept)) == ["without English: Weiter"]


def test_english_is_kept_for_the_same_sentence_and_for_no_similar_one() -> None:
    renewed = words.with_english(catalogue(("Weiter", ""), ("Weiter.", "")), catalogue(("Weiter", "Continue")))
    assert (renewed["Weiter"].string, renewed["Weiter."].string) == ("Continue", "")


def test_the_browser_gets_what_scripts_say_and_nothing_untranslated() -> None:
    made = catalogue(("Ja", "Yes"), ("Nein", ""), (("ein Bedarf", "Bedarfe"), ("a need", "needs")))
    made.add("Nur Server", "Server only", locations=[("app/errors.py", 0)])
    assert words.browser_words(made) == {"Ja": "Yes", "ein Bedarf": ["a need", "needs"]}
