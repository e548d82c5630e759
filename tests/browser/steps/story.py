"""What is asked, needed and recommended in the workshop that the main browser test plays."""

from __future__ import annotations

TITLE = "Frühe sprachliche Bildung stärken"
QUESTION = "Was müssen Fachkräfte und Eltern vorfinden, damit Kinder beim Deutschlernen unterstützt werden?"
NEEDS = {
    "Leyla": ["Elternbriefe sind nur auf Deutsch", "Angebote für Eltern und Kind enden nach einem Jahr"],
    "Jonas": ["Kita und Schule stimmen sich nicht ab 🙂", "Fachkräften fehlt Fortbildung <b>zu</b> Mehrsprachigkeit"],
}
SENTENCE = "Bund und Länder sollten erfolgreiche Eltern-Kind-Angebote in eine mehrjährige Förderung überführen."
SECTIONS = {
    "starting_situation": "Angebote werden überwiegend als befristete Projekte geführt.",
    "goal": "Ein planbares Grundangebot in Wohnortnähe.",
    "recommendation": SENTENCE,
    "rationale": "Eltern, die mitlernen, unterstützen ihre Kinder auch zu Hause.",
    "addressees": "Bund und Länder",
}
