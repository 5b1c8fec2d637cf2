// "None of these" clears the other ticks, and a tick clears "None of these".
for (const group of document.querySelectorAll(".choices")) {
  const boxes = [...group.querySelectorAll("input[type=checkbox]")];
  group.addEventListener("change", ({ target }) => {
    if (!target.checked) return;
    const alone = "exclusive" in target.dataset;
    for (const box of boxes) {
      if (box !== target && (alone || "exclusive" in box.dataset)) box.checked = false;
    }
  });
}
