"""Prints a page for readers, with what machines read of it and how it stands today."""

from csp.decorators import csp_update
from django.shortcuts import render

from content import presenters
from content.presenters import Metadata


def show(request, template, title, metadata: Metadata, *, nav="", players=(), **context):
    """Render a public page. Where everything that it shows is paused, a notice that it rests is printed instead.

    `players` are the other sites that the page may frame once somebody plays a film; no other page may frame any.
    """
    standing = presenters.standing(*metadata.things)
    root = f"{request.scheme}://{request.get_host()}"
    shared = {"title": title, "nav": nav, "metadata": metadata, "root": root, "standing": standing}
    if standing.paused:
        report = presenters.report_address(metadata.path)
        return render(request, "content/at_rest.html", {**shared, "noindex": True, "report_url": report})
    data = presenters.structured_data(metadata, title, root)
    page = {**shared, "structured_data": data, **context}
    if not players:
        return render(request, template, page)
    response = csp_update({"frame-src": [*players]})(render)(request, template, page)
    response.players = players
    response["Cross-Origin-Embedder-Policy"] = "unsafe-none"  # other sites do not say that they may be framed
    return response
