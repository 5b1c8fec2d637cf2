"""An ordinary Wagtail site, to measure ours beside: run by bench.peers, with Wagtail's own packages."""
