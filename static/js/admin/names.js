/* Names for what scripts put into a form without one: the area of a text editor, the search field of a list of choices. */

const NAMELESS = "[contenteditable=true]:not([aria-label]), .select2-search__field:not([aria-label])";
const form = document.querySelector("#content form");

function name(element) {
  const label = element.closest(".form-row, td")?.querySelector("label, legend")?.textContent.replace(":", "").trim();
  element.setAttribute("aria-label", label || "Text");
}

const nameAll = () => document.querySelectorAll(NAMELESS).forEach(name);

if (form) {
  nameAll();
  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
}
