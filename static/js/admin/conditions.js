/* Rows of a condition: the answers of a question are there as soon as it is chosen, and rows can be added. */

let known;

async function answersOf(group, subject) {
  known ??= fetch(group.dataset.answers, { headers: { Accept: "application/json" } }).then((response) => response.json());
  return (await known)[subject] ?? { kind: "fact", options: [] };
}

function tick(name, value, text) {
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value });
  label.append(box, ` ${text}`);
  return label;
}

async function offerAnswers(group, row, subject) {
  const { kind, options } = await answersOf(group, subject);
  const answers = row.querySelector("[data-options]");
  answers.querySelectorAll("label, [data-hint]").forEach((old) => old.remove());
  answers.append(...options.map(([value, text]) => tick(answers.dataset.options, value, text)));
  answers.hidden = !options.length;
  row.querySelector("[data-number]").hidden = kind !== "number";
  const op = row.querySelector("select[name$=-op]");
  if ((kind === "fact") !== op.value.endsWith("holds")) op.value = { fact: "holds", number: "ge" }[kind] ?? "any_of";
  if (kind === "number" && op.value === "any_of") op.value = "ge";
}

function renumber(row, name, place) {
  for (const part of row.querySelectorAll("[name], [id], [for], [data-options]")) {
    for (const attribute of ["name", "id", "for", "data-options"]) {
      const value = part.getAttribute(attribute);
      if (value) part.setAttribute(attribute, value.replace(new RegExp(`${name}-\\d+-`), `${name}-${place}-`));
    }
  }
  row.querySelectorAll(".visually-hidden").forEach((said) => (said.textContent = ` of row ${place + 1}`));
}

function addRow(group, blank) {
  const count = group.querySelector(`[name="${group.dataset.condition}-rows"]`);
  const row = blank.cloneNode(true);
  renumber(row, group.dataset.condition, Number(count.value));
  count.value = Number(count.value) + 1;
  group.querySelector("ol").append(row);
  row.querySelector("input").focus();
}

for (const group of document.querySelectorAll("[data-condition]")) {
  const blank = group.querySelector("[data-row]:last-child").cloneNode(true);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button condition__add", textContent: "Add a row" });
  button.addEventListener("click", () => addRow(group, blank));
  group.append(button);
  group.addEventListener("change", (event) => {
    if (event.target.matches("[data-subject]")) offerAnswers(group, event.target.closest("[data-row]"), event.target.value);
  });
}
