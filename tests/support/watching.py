"""What no page may do in a browser: ask anybody else for something, breach the security policy, fail in a script."""


def watch(context, site_url: str) -> list[str]:
    """Return the list that fills with complaints while pages of the context are open."""
    complaints = []

    def note_stranger(request):
        if not request.url.startswith((f"{site_url}/", "about:", "blob:")):
            complaints.append(f"request to another place: {request.url}")

    def note_policy(message):
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            complaints.append(message.text)

    context.on("request", note_stranger)
    context.on("console", note_policy)
    context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
    return complaints
