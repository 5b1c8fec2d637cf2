/* Names for what scripts put into a form without one: the area of a text editor, the search field of a list of choices.
   Hints that Django's scripts draw as pictures are told as pictures. */

const NAMELESS = "[contenteditable=true]:not([aria-label]), .select2-search__field:not([aria-label])";
const form = document.querySelector("#content form");

function name(element) {
  const label = element.closest(".form-row, td")?.querySelector("label, legend")?.textContent.replace(":", "").trim();
  element.setAttribute("aria-label", label || "Text");
}

function nameAll() {
  document.querySelectorAll(NAMELESS).forEach(name);
  document.querySelectorAll("span.help-tooltip[aria-label]:not([role])").forEach((hint) => hint.setAttribute("role", "img"));
}

if (form) {
  nameAll();
  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
}
