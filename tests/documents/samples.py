"""A realistic document (the demo recommendation with a dissenting opinion) and texts that break weak exporters."""

from __future__ import annotations

from typing import Any

from app.documents.document import Document, Facts, Heading, Note, Quote, Table, Text
from app.documents.tree import Node, paragraphs

NUMBER = "2027-SI-03"
TITLE = "Bundesweit vergleichbare Sprachstandserhebung"
NOTICE = "Beispieldaten – keine Beschlüsse des BAMF"
RECOMMENDATION = "Die Länder können sich auf gemeinsame Mindeststandards für Sprachstandserhebungen verständigen."
RATIONALE = "Vergleichbarkeit erlaubt Steuerung, darf aber nicht zu Stigmatisierung führen."
DISSENT = (
    "Zwei Migrantenorganisationen halten einheitliche Tests für verfrüht und regen an, zuerst mehrsprachige Verfahren "
    "zu erproben."
)
FINGERPRINT = "Prüfzeichen 3f60 b8d2 91ce 07aa"
SPECIAL = "„Übergänge“ – groß, Iaşi, Łódź, 50 % & <b>kein HTML</b> #strong[x] $x$ *y* _z_ \\ `"
ARABIC = "اللغة مفتاح الاندماج"
LINK = "https://example.org/a?b=1&c=%22"
EMOJI = "😀"
GROUPS = [
    ["Länder", "3", "0", "1", "75,0 %", "mehrheitliche Zustimmung"],
    ["Kommunen", "2", "0", "1", "66,7 %", "mehrheitliche Zustimmung"],
    ["Träger von Integrationsangeboten", "2", "0", "1", "66,7 %", "mehrheitliche Zustimmung"],
    ["Freie Wohlfahrtspflege", "2", "0", "1", "66,7 %", "mehrheitliche Zustimmung"],
    ["Migrantenorganisationen", "1", "1", "2", "33,3 %", "keine mehrheitliche Zustimmung"],
    ["Wissenschaft und Religionsgemeinschaften", "2", "1", "0", "100 %", "starker Konsens"],
]


def text(value: str, **marks: dict[str, Any]) -> Node:
    return {"type": "text", "text": value, "marks": marks} if marks else {"type": "text", "text": value}


def paragraph(*content: Node | str) -> Node:
    return {"type": "paragraph", "content": [text(node) if isinstance(node, str) else node for node in content]}


def bullets(*items: list[Node]) -> Node:
    return {"type": "bulletList", "content": [{"type": "listItem", "content": item} for item in items]}


def numbers(start: int, *items: list[Node]) -> Node:
    return {**bullets(*items), "type": "orderedList", "attrs": {"start": start}}


def heading(level: int, value: str) -> Node:
    return {"type": "heading", "attrs": {"level": level}, "content": [text(value)]}


def document_of(*blocks: Node, title: str = "Titel") -> Document:
    return Document(title=title, parts=[Text(blocks)], timestamp=0)


def recommendation() -> Document:
    """The record of the screen: all kinds of parts, all kinds of blocks, all marks, and the special characters."""
    measures = numbers(
        1,
        [
            paragraph("Expertise zu Instrumenten"),
            bullets([paragraph("Auswahl der Verfahren")], [paragraph("Zeitpunkte")]),
        ],
        [paragraph("Abstimmung der ", text("Mindeststandards", bold={}), " zwischen den Ländern")],
    )
    special = [
        heading(1, "Belege"),
        paragraph(SPECIAL),
        paragraph(ARABIC),
        paragraph(text("Quelle im Netz", link={"href": LINK}), {"type": "hardBreak"}, EMOJI),
        {"type": "blockquote", "content": [paragraph("Das ", text("lässt", italic={}), " sich nicht zusammenführen.")]},
    ]
    columns = ["Gruppe", "Zustimmung", "Enthaltung", "Einwand", "Anteil", "Konsensstärke"]
    return Document(
        title=TITLE,
        subtitle=f"Empfehlung {NUMBER} · Fassung 1.0 · Sprachliche Integration",
        notice=NOTICE,
        author="Bundesamt für Migration und Flüchtlinge",
        timestamp=1_805_000_000,
        footer=[f"https://konsenswerk.example/empfehlungen/{NUMBER}", FINGERPRINT],
        parts=[
            Quote(paragraphs(RECOMMENDATION)),
            Facts(
                [
                    ["Nummer", NUMBER],
                    ["Verbindlichkeit", "kann"],
                    ["Adressaten", "Länder"],
                    ["Stand", "beschlossen im Workshop am 12.03.2027\nveröffentlicht am 14.04.2027"],
                ]
            ),
            Heading(1, "Ausgangslage"),
            Text(paragraphs("Die Länder verwenden verschiedene Instrumente zu verschiedenen Zeitpunkten.")),
            Heading(1, "Ziel"),
            Text(paragraphs("Gemeinsame Mindeststandards für Instrumente und Zeitpunkte.")),
            Heading(1, "Begründung"),
            Text(paragraphs(RATIONALE)),
            Heading(1, "Umsetzung"),
            Text([measures, *special]),
            Heading(1, "Sondervotum"),
            Note(paragraphs(DISSENT)),
            Heading(1, "So wurde abgestimmt"),
            Text(paragraphs("20 Stimmberechtigte, 20 Stimmen. Anteil = Zustimmung ÷ (Zustimmung + Einwand).")),
            Table("Nach Beteiligtengruppen", columns, GROUPS, numeric=[1, 2, 3, 4]),
        ],
    )
