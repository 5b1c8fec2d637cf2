// A film of another site is asked for only when somebody presses play. Without scripts there is the link to it.
for (const button of document.querySelectorAll("[data-film]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const player = document.createElement("iframe");
    player.title = button.dataset.title;
    player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    player.referrerPolicy = "strict-origin"; // our name, never the page; without it YouTube plays nothing
    player.src = button.dataset.film;
    button.replaceWith(player);
    player.focus();
  });
}
