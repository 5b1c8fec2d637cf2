/* The block editor for people who do not use a mouse: names for what has none, keys for what only a click did, and
   buttons that move a block. Without it the editor works as django-content-editor made it. */

const machine = () => document.querySelector(".order-machine");
const orderOf = (block) => block.querySelector(".order-machine-ordering");
const blocks = () =>
  [...machine().querySelectorAll(":scope > .inline-related:not(.empty-form)")].sort((one, other) => orderOf(one).value - orderOf(other).value);

/* The order on the screen comes from style sheets; the keyboard and screen readers follow the document. */
function putInOrder() {
  const wanted = blocks();
  wanted.forEach((block, place) => {
    const after = wanted[place - 1];
    if (after ? after.nextElementSibling !== block : machine().querySelector(":scope > .inline-related:not(.empty-form)") !== block) {
      after ? after.after(block) : machine().prepend(block);
    }
  });
}

function move(block, by) {
  const all = blocks();
  const other = all[all.indexOf(block) + by];
  if (!other) return;
  const [mine, theirs] = [orderOf(block).value, orderOf(other).value];
  orderOf(block).value = block.style.order = theirs;
  orderOf(other).value = other.style.order = mine;
  putInOrder();
}

function moveButton(block, label, by) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "block-move";
  button.textContent = label;
  button.addEventListener("click", () => {
    move(block, by);
    button.focus();
  });
  return button;
}

function likeAButton(element, label) {
  element.setAttribute("role", "button");
  element.setAttribute("tabindex", "0");
  if (label) element.setAttribute("aria-label", label);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    element.click();
    if (label) document.querySelector(".plugin-button[data-plugin-prefix]:not(.content-editor-hide)")?.focus();
  });
}

function dress(root) {
  for (const target of root.querySelectorAll(".order-machine-insert-target:not([role])")) {
    likeAButton(target, target.classList.contains("last") ? "Add a block at the end" : "Add a block before this one");
  }
  for (const block of blocks().filter((block) => !block.querySelector(".block-move"))) {
    block.querySelector("h3 .inline_label")?.after(moveButton(block, "Up", -1), moveButton(block, "Down", 1));
  }
}

document.addEventListener("content-editor:ready", () => {
  document.querySelectorAll(".plugin-button[data-plugin-prefix]").forEach((button) => likeAButton(button));
  document.querySelectorAll("th.original:empty").forEach((head) => head.replaceWith(document.createElement("td")));
  putInOrder();
  dress(machine());
  new MutationObserver(() => setTimeout(() => dress(machine()), 100)).observe(machine(), { childList: true });
  document.addEventListener("dragend", putInOrder);
});
