"""Comments of a returned file stand at their passages in the draft, for the organisation; each comes in once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents.hostile import packed, parts
from tests.documents.test_anchoring import begin, end
from tests.drafts.post import FIRST, MINISTRY, Post, changed

pytestmark = pytest.mark.row("D9")
# What the database has no part in.
ONCE = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
KIM = "Kim <Beispiel>"


def remarked(file: bytes, *said: tuple[str, str], changes: tuple[tuple[str, str], ...] = ()) -> bytes:
    """The file with comments of Kim on words: (words, comment); with no words it answers the one before."""
    comments, threads = "", ""
    for number, (words, text) in enumerate(said):
        comments += (
            f'<w:comment w:id="{number}" w:author="Kim &lt;Beispiel&gt;"><w:p w14:paraId="{number}"><w:r><w:t>{text}'
            "</w:t></w:r></w:p></w:comment>"
        )
        above = f' w15:paraIdParent="{number - 1}"' if not words else ""
        threads += f'<w15:commentEx w15:paraId="{number}"{above}/>'
        space = '<w:r><w:t xml:space="preserve">'
        around = f"</w:t></w:r>{begin(number)}{space}{words}</w:t></w:r>{end(number)}{space}"
        file = changed(file, (words, around)) if words else file
    extra = {
        "word/comments.xml": f"<w:comments {_W} {_W14}>{comments}</w:comments>".encode(),
        "word/commentsExtended.xml": f"<w15:commentsEx {_W15}>{threads}</w15:commentsEx>".encode(),
    }
    return changed(packed({**parts(file), **extra}), *changes)


def comments(post: Post) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = post.client.get(f"/drafts/{post.desk.draft_id}/comments").json["comments"]
    return found


def marked(post: Post, comment: str) -> str:
    """The words that bear the mark of a comment."""
    blocks = post.desk.text()[3]["content"]
    pieces = [piece for block in blocks for piece in block["content"]]
    return "".join(one["text"] for one in pieces if comment in one["marks"].get("comment", {}).get("ids", ()))


def test_d77_a_comment_stands_on_its_words_with_its_answers_for_the_organisation(post: Post) -> None:
    answer = post.take_back(remarked(post.send(), ("Verfahren", "Welche genau?"), ("", "Die der Länder.")))
    [thread] = comments(post)
    assert (thread["body"], thread["name"], thread["organisation"]) == ("Welche genau?", f"{KIM}, {MINISTRY}", MINISTRY)
    assert [one["body"] for one in thread["replies"]] == ["Die der Länder."]
    assert (thread["quote"], marked(post, thread["id"])) == ("Verfahren", "Verfahren")
    assert "1 Kommentar steht jetzt an seiner Stelle" in answer.text
    assert "Kommentare in der Datei" not in answer.text
    assert [one["comment"] for one in post.facts("comment:added")] == [thread["id"]]


@ONCE
def test_d77_it_is_placed_where_its_words_stand_by_now_and_may_stand_on_new_ones(post: Post) -> None:
    file = remarked(post.send(), ("sollen", "Warum?"), ("Verfahren", "Welche?"), changes=((">sollen<", ">müssen<"),))
    post.edit(lambda editor: editor.text("goal").insert(0, "Heute gilt: ", {}))
    post.take_back(file)
    assert [(one["body"], one["quote"]) for one in comments(post)] == [("Warum?", "müssen"), ("Welche?", "Verfahren")]
    assert [marked(post, one["id"]) for one in comments(post)] == ["müssen", "Verfahren"]
    assert post.suggestions() == [("sollen", "müssen")]
    assert post.agreed().startswith(f"Heute gilt: {FIRST}")


@ONCE
def test_d77_one_without_a_place_is_listed_with_its_author(post: Post) -> None:
    file = remarked(post.send(), (">Ziel<"[1:-1], "Wozu?"))
    answer = post.take_back(file)
    assert comments(post) == []
    assert "Kim &lt;Beispiel&gt;: Wozu?" in answer.text


def test_d78_a_comment_that_comes_again_is_not_doubled_and_a_new_answer_joins_its_thread(post: Post) -> None:
    file = post.send()
    post.take_back(remarked(file, ("Verfahren", "Welche genau?")))
    answer = post.take_back(remarked(file, ("Verfahren", "Welche genau?"), ("", "Die der Länder.")))
    [thread] = comments(post)
    assert [one["body"] for one in thread["replies"]] == ["Die der Länder."]
    assert "1 Änderung oder Anmerkung dieser Datei war schon bekannt" in answer.text


def test_d78_our_own_comments_come_back_as_what_they_are(post: Post) -> None:
    file = post.send()
    post.take_back(remarked(file, ("Verfahren", "Welche genau?"), ("", "Die der Länder.")))
    path = f"/drafts/{post.desk.draft_id}/text.docx?view=tracked"
    post.take_back(post.client.get(path, buffered=True).data)
    assert len(comments(post)) == 1
    assert (post.suggestions(), post.facts("draft:returned")[-1]["returned"]) == ([], 2)
