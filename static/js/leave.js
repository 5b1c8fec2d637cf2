// The quick way out: the page goes blank at once, the answers and the sheet are cleared, and Back does not lead here.
for (const form of document.querySelectorAll("[data-leave]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    fetch(form.action, { method: "POST", keepalive: true });
    location.replace(form.dataset.leave);
    localStorage.removeItem("exercises");
  });
}

// A page of the guide that a browser kept as it was asks the server again: the answers may be gone.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && location.pathname.startsWith("/get-physio/")) location.reload();
});
