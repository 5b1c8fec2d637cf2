/* Rows in an order: they can be dragged as well. The numbers are what is saved. */

for (const list of document.querySelectorAll("[data-order]")) {
  let held = null;
  const rows = () => [...list.querySelectorAll(":scope > li")];
  rows().forEach((row) => (row.draggable = true));
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!held || !over) return;
    event.preventDefault();
    const below = event.clientY > over.getBoundingClientRect().top + over.offsetHeight / 2;
    if (over !== held) below ? over.after(held) : over.before(held);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", () => {
    rows().forEach((row, place) => (row.querySelector(".order__place").value = place + 1));
    held = null;
  });
}
