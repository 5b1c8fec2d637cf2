// Copy buttons appear only here, because only JavaScript can copy. Without it, people mark the text and copy it.
for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.querySelector("span");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    label.setAttribute("role", "status");
    label.textContent = "Copied";
  });
}

// Words to copy are shown as a whole, without a second scroll bar, where the browser can.
for (const area of document.querySelectorAll("textarea[readonly]")) area.style.fieldSizing = "content";
