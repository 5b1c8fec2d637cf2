// Answers a form of LHC-Forms as a person would, by clicking and typing, and notes which questions are to be seen.
(() => {
  // The form updates itself in tasks of its own. A message waits for them without the delay of a timer.
  const settled = () => new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });
  const visible = (element) => element.getClientRects().length > 0;
  const linkId = (element) => element.id.slice("item-".length).split("/")[0];
  const items = () => [...document.querySelectorAll("lhc-item[id^='item-']")].filter(visible);
  const itemOf = (key) => items().find((element) => linkId(element) === key);
  // An option's label is "linkId/1/1|system|code"; a control belongs to an item if no other item is between them.
  const own = (item, selector) => [...item.querySelectorAll(selector)].filter((one) => one.closest("lhc-item") === item);
  const choices = (item) => own(item, "label[id*='|']").map((label) => [label.id.split("|").pop(), label, label.querySelector("input")]);

  const choose = async (item, wanted) => {
    const several = choices(item).some(([, , input]) => input.type === "checkbox");
    for (const on of [false, true]) {
      for (const [code, label, input] of choices(item)) {
        if (input.checked !== on && wanted.includes(code) === on && (on || several)) { label.click(); await settled(); }
      }
    }
  };
  const type = async (item, number) => {
    const input = own(item, "input")[0];
    input.focus();
    input.value = number === null ? "" : String(number);
    for (const name of ["input", "change", "blur"]) input.dispatchEvent(new Event(name, { bubbles: true }));
    await settled();
  };
  const isOpen = (item) => {
    const inputs = own(item, "input");
    return inputs.every((input) => (input.type === "radio" || input.type === "checkbox" ? !input.checked : input.value === ""));
  };

  // After each change the renderer looks through the last item of every level twice, so 2 to the power of the levels
  // times: two thirds of these tests' time. What it writes down of repeating items is the same after once.
  const form = LForms.LFormsData.prototype;
  const note = form._updateLastRepeatingItemsStatus;
  let looked = null;
  form._updateLastRepeatingItemsStatus = function (items) {
    if (looked?.has(items)) return;
    const first = !looked;
    looked ??= new Set();
    looked.add(items);
    note.call(this, items);
    if (first) looked = null;
  };

  window.playLforms = async (form, steps) => {
    document.getElementById("form").replaceChildren();
    await LForms.Util.addFormToPage(form, "form", { fhirVersion: "R4" });
    await settled();
    const seen = [];
    for (const [key, answer, onlyIfOpen] of steps) {
      const item = itemOf(key);
      const taken = Boolean(item) && (isOpen(item) || !(onlyIfOpen || (answer === null && choices(item).length)));
      if (taken && choices(item).length) await choose(item, answer === null ? [] : [answer].flat());
      else if (taken) await type(item, answer);
      await settled();
      seen.push({ taken, shown: items().map(linkId) });
    }
    return [seen, LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4", "#form")];
  };
})();
