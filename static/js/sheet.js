// "My exercises" are kept in this browser only: their names, in order. Without this, the address of the sheet has them.
const KEY = "exercises";
const SHEET = "/exercises/sheet/";
const namesIn = (values) => [...new Set(values.join().split(",").filter(Boolean))];
const kept = () => namesIn([localStorage.getItem(KEY) ?? ""]);
const keep = (values) => localStorage.setItem(KEY, namesIn(values));

// Whoever follows a link to a sheet, or sends their ticks, keeps that sheet.
addEventListener("click", ({ target }) => {
  const link = target.closest("a");
  if (link?.pathname === SHEET && link.search) keep(new URLSearchParams(link.search).getAll("with"));
});
addEventListener("submit", ({ target }) => {
  if (new URL(target.action).pathname === SHEET) keep(new FormData(target).getAll("with"));
});

// Also when Back shows the page as it was: the sheet may have changed since.
addEventListener("pageshow", ({ persisted }) => {
  const names = kept();
  const named = new URLSearchParams(location.search).getAll("with");
  const put = document.querySelector("[data-put]");
  if (put) {
    put.querySelector("a").search = `?with=${namesIn([...names, put.dataset.put])}`;
    if (names.includes(put.dataset.put)) put.querySelector("span").textContent = put.dataset.there;
  }
  const form = document.querySelector(`form[action="${SHEET}"]`);
  if (form && !named.length) {
    form.querySelector("[type=hidden]").value = names;
    for (const box of form.querySelectorAll("[type=checkbox]")) box.parentElement.hidden = names.includes(box.value);
  }
  if (location.pathname !== SHEET) return;
  if (!named.length && names.length) location.replace(`?with=${names}`);
  if (names.length) return;
  // Back must not bring a sheet that was cleared to the next person; a link that somebody sent is kept.
  const back = persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (back && namesIn(named).length) location.replace("?with=");
  else keep(named);
});
