"""A page that shows one answer whose every text tries to be markup; run by test_chat_page.py."""

from datetime import date

from assistant.pages import frame
from assistant.pages.answers import show_outcome, show_question
from assistant.pages.conversation import Exchange
from assistant.pages.interface import read_interface
from assistant.records import Answer, Citation, CitedSentence
from assistant.settings import PROJECT

MARKUP = (
    "**gras** <b>balise</b> <script>window.attacked = 1</script> $x^2$ [lien](javascript:alert(1)) "
    "![image](http://127.0.0.1:9/x.png) `code` ~~barré~~ :smile: :red[rouge] "
    "<img src=x onerror=alert(1)> # fin"
)


def main() -> None:
    """Draw it."""
    citation = Citation(
        n=1,
        source_id="hostile",
        url="javascript:window.attacked=1",
        title=MARKUP,
        publisher=MARKUP,
        published="2024",
        official=False,
        locator="*p. 4*",
        heading_path=("# titre", "- liste"),
        excerpt=f"{MARKUP}\n\n# titre\n- liste\n    code",
        valid="unknown",
        passage_id="hostile",
    )
    answer = Answer(
        question=MARKUP,
        status="answered",
        reason="answered",
        answer=MARKUP,
        sentences=(CitedSentence(MARKUP, (1,)),),
        citations=(citation,),
        warnings=(MARKUP,),
        contacts=(MARKUP,),
    )
    words = read_interface(PROJECT / "prompts" / "interface.yaml")
    frame.show(words)
    show_question(MARKUP)
    show_outcome(Exchange(MARKUP, date(2026, 11, 23), answer), words, "0")


if __name__ == "__main__":
    main()
