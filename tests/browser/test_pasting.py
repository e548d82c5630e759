"""What somebody pastes or drops that no text can hold: only that is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.drafting import draft_of, saved, section, write
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
PASTE = """([type, words]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(type, words);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector(".ProseMirror").dispatchEvent(event);
}"""


@pytest.mark.row("D1")
def test_of_pasted_words_only_the_control_characters_are_lost_and_they_can_be_commented(
    enter: Enter, hall: Hall
) -> None:
    path = f"/drafts/{draft_of(hall)}"
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), path, PHONE)
    jonas = enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), path)
    page = leyla.page
    expect(section(page, "goal")).to_contain_text("Ein Satz dazu.")
    write(page, "sources", "")
    page.evaluate(PASTE, ["text/plain", "Erste\x00 Zeile\x0bzweite\x1b Zeile \ud83d"])
    page.evaluate(PASTE, ["text/html", "<b>fett\x0bund\x07 mehr</b>"])
    saved(page)
    for who in (leyla, jonas):
        expect(section(who.page, "sources").locator("p")).to_contain_text(["Erste Zeile", "zweite Zeile fett und mehr"])
    assert leyla.page.get_by_role("heading", name="nicht übernommen").count() == 0
    leyla.check("22-eingefuegt")


# As Word 16 puts it on the clipboard, shortened where it repeats itself.
WORD = r"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;} @list l0:level1 {mso-level-number-format:bullet;} --></style></head>
<body lang=DE style='tab-interval:35.4pt;word-wrap:break-word'><!--StartFragment-->
<h2 style='mso-outline-level:2'>Bis wann<o:p></o:p></h2>
<p class=MsoNormal style='margin-bottom:8.0pt'>Die Länder <b style='mso-bidi-font-weight:normal'>sollen</b>
<i>sofort</i> handeln, siehe <a href="https://example.org/">dort</a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Erstens<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if
!supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp;
</span></span></span><![endif]>Tiefer<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>Zweitens</p>
<p class=MsoNormal>Dann:</p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>3.<span>&nbsp;&nbsp; </span></span><![endif]>Drei</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>4.<span>&nbsp;&nbsp; </span></span><![endif]>Vier</p>
<p class=MsoQuote>Ein Zitat.<o:p></o:p></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=302 style='width:226.55pt'>
<p class=MsoNormal>links<o:p></o:p></p></td><td><p class=MsoNormal>rechts<o:p></o:p></p></td></tr></table>
<!--EndFragment--></body></html>"""
DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;">Erst </span><span
style="font-size:11pt;font-weight:700;">fett</span><span style="font-weight:400;font-style:italic;"> und
schräg</span></p></b>"""
STRUCTURE = """(key) => {
    const TAGS = /^(P|H3|H4|UL|OL|LI|BLOCKQUOTE|STRONG|EM|A)$/;
    const told = (one) => one.tagName.toLowerCase() + (one.children.length ? "" : ` ${one.textContent.trim()}`);
    const below = (node) => [...node.children].flatMap((one) => [one, ...below(one)]);
    const text = document.querySelector(`[data-key="${key}"] .kw-section__text`);
    return below(text).filter((one) => TAGS.test(one.tagName)).map(told);
}"""


@pytest.mark.row("D1", "D9")
def test_what_is_pasted_from_word_has_its_structure_and_nothing_of_its_looks(enter: Enter, hall: Hall) -> None:
    path = f"/drafts/{draft_of(hall)}"
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), path)
    expect(section(leyla.page, "goal")).to_contain_text("Ein Satz dazu.")
    write(leyla.page, "sources", "")
    leyla.page.evaluate(PASTE, ["text/html", WORD])
    saved(leyla.page)
    expect(section(leyla.page, "sources").locator("blockquote")).to_have_text("Ein Zitat.")
    assert leyla.page.evaluate(STRUCTURE, "sources") == [
        "h3 Bis wann", "p", "strong sollen", "em sofort", "a dort",
        "ul", "li", "p Erstens", "ul", "li", "p Tiefer", "li", "p Zweitens", "p Dann:",
        "ol", "li", "p Drei", "li", "p Vier", "blockquote", "p Ein Zitat.", "p links", "p rechts",
    ]  # fmt: skip
    expect(section(leyla.page, "sources").locator("ol")).to_have_attribute("start", "3")
    leyla.check("22-aus-word")


@pytest.mark.row("D1")
def test_what_says_bold_in_styles_only_is_bold_and_nothing_else_is(enter: Enter, hall: Hall) -> None:
    path = f"/drafts/{draft_of(hall)}"
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), path)
    expect(section(leyla.page, "goal")).to_contain_text("Ein Satz dazu.")
    write(leyla.page, "sources", "")
    leyla.page.evaluate(PASTE, ["text/html", DOCS])
    saved(leyla.page)
    expect(section(leyla.page, "sources")).to_contain_text("Erst fett und schräg")
    expect(section(leyla.page, "sources").locator("strong")).to_have_text("fett")
    expect(section(leyla.page, "sources").locator("em")).to_have_text("und schräg")
    leyla.check("22-aus-einem-browser")
