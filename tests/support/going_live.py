"""What was published or let through arrives: at the next request as a rule, on a busy machine a little later."""

from playwright.sync_api import expect

LIVE_WITHIN = 5_000  # milliseconds: each process asks every 2 seconds whether something newer was published


def becomes(page, address, text):
    """Read an address again until it shows the text, for as long as a publication may take to arrive."""
    for _ in range(LIVE_WITHIN // 500):
        page.goto(address)
        if page.get_by_text(text).count():
            return
        page.wait_for_timeout(500)
    expect(page.get_by_text(text).first).to_be_visible()
