"""The pictures of docs/editorial-workflow.md: one change on its way from its author to readers, in a demonstration."""

from tests.support.desk import Desk

ARTICLE = "Balance and falls"
PROMISE = "**Exercise is proven to stop falls.** Ask about it."
PLAIN = "**Some exercises can help your balance.** Ask which are safe for you."
WHY = "It says more plainly what exercise can do."


def take_all(browser, site, keep) -> None:
    """Walk the way of one article with an account for each role; `keep(tab, name)` takes each picture."""
    author, reviewer, publisher = (Desk(browser, site, who) for who in ("author", "clinical-reviewer", "publisher"))

    def take(desk, name, **options):
        desk.page.wait_for_load_state()
        keep(desk.page, f"{name}-1280", **options)

    _write(author, take)
    _review(reviewer, take)
    _plan(publisher, take)
    _write_at_once(author, publisher, take)
    _pause(publisher, take)
    for desk in (author, reviewer, publisher):
        desk.leave()


def _write(author, take):
    author.open("content/article", ARTICLE).write_point(PROMISE).press("Save and continue editing")
    _bring_up(author.page.locator("summary", has_text="Not ready to send"))
    take(author, "admin-readiness")
    author.write_point(PLAIN).send_for_approval(WHY).is_told("Sent for approval").page.goto("/admin/")


def _review(reviewer, take):
    reviewer.page.goto("/admin/")
    take(reviewer, "admin-desk")
    reviewer.open("content/article", ARTICLE).press("Take it for review").is_told("You are reviewing it now")
    take(reviewer, "admin-review", full_page=True)
    reviewer.follow("Compare with what readers see")
    take(reviewer, "admin-compare")
    reviewer.follow("Back to editing").press("Approve what is on this page").is_told("Approved")


def _plan(publisher, take):
    publisher.open("content/article", ARTICLE).unfold("Plan a date")
    _bring_up(publisher.page.get_by_role("heading", name="What you can do now"))
    take(publisher, "admin-plan")
    publisher.page.goto("/admin/")


def _write_at_once(author, publisher, take):
    for desk in (author, publisher):
        desk.open("content/article", "Your first appointment")
    author.fill("^Summary", "What happens when you first meet a physiotherapist.").press("Save and continue editing")
    author.is_told("was changed successfully")
    publisher.fill("^Summary", "What to bring to your first visit.").press("Save and continue editing")
    _bring_up(publisher.page.get_by_role("heading", name="while you had it open"))
    take(publisher, "admin-two-versions")


def _pause(publisher, take):
    publisher.open("content/article", "Walking and foot drop").unfold("Pause")
    publisher.page.locator("#review-pause-reason").fill("A reader fell. We look at the second exercise.")
    publisher.press("Pause it now").is_told("Paused").page.goto("/articles/walking-and-foot-drop/")
    take(publisher, "paused")


def _bring_up(element):
    """Scroll to where the element stands near the top of the picture."""
    element.page.wait_for_load_state()
    element.evaluate("(element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 60)")
