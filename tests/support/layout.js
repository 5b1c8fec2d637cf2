// Measures of an open page, for tests.support.layout. Each returns a list of what is wrong, in words.
(() => {
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1
      && box.bottom + scrollY > 0 && style.clipPath !== "inset(50%)";
  };
  const words = (element) => element.textContent.trim().replace(/\s+/g, " ").slice(0, 60);
  const named = (element) => `<${element.localName}${element.className ? ` class="${element.className}"` : ""}> ${words(element)}`;
  const block = (element) => {
    let outer = element.parentElement;
    while (getComputedStyle(outer).display === "inline") outer = outer.parentElement;
    return outer;
  };

  // A link, or a word of the glossary, inside a running sentence may be as low as its line.
  const inSentence = (link) => (link.matches(".term") || link.localName === "a" && getComputedStyle(link).display === "inline")
    && words(block(link)) !== words(link);
  const label = (control) => control.matches("[type=radio], [type=checkbox]") && control.labels[0];
  // What a finger can hit: the label of a choice, the card of a link that is stretched over it.
  const target = (control) => {
    const stretched = getComputedStyle(control, "::after");
    if (stretched.position === "absolute" && stretched.content !== "none") return control.closest(".card");
    return label(control) || control;
  };
  const controls = () => [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")]
    .filter((control) => shown(label(control) || control) && !inSentence(control));

  const sideways = () => {
    const wide = document.documentElement.clientWidth;
    const found = document.documentElement.scrollWidth > wide ? [`the page is ${document.documentElement.scrollWidth}px wide`] : [];
    for (const element of document.body.querySelectorAll("*")) {
      if (!shown(element) || element.closest("svg, .thread")) continue;
      const box = element.getBoundingClientRect();
      if (box.right > wide + 1 || box.left < -1) found.push(`${named(element)} reaches from ${box.left} to ${box.right}`);
      const style = getComputedStyle(element);
      const cut = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1
        || style.overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1;
      if (cut && style.display !== "inline") found.push(`${named(element)} is cut off`);
    }
    return found;
  };

  const small = (least) => controls()
    .map((control) => [control, target(control).getBoundingClientRect()])
    .filter(([, box]) => box.height < least - .5 || box.width < least - .5)
    .map(([control, box]) => `${named(control)} is ${box.width.toFixed()} by ${box.height.toFixed()}`);

  const crowded = (gap) => {
    const boxes = controls().map((control) => [control, target(control)]).map(([control, hit]) => [control, hit, hit.getBoundingClientRect()]);
    const found = [];
    boxes.forEach(([one, hit, a], index) => {
      for (const [other, otherHit, b] of boxes.slice(index + 1)) {
        if (hit === otherHit || hit.contains(otherHit) || otherHit.contains(hit)) continue;
        const apart = Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
        if (apart < gap - .5) found.push(`${named(one)} and ${named(other)} are ${apart.toFixed(1)}px apart`);
      }
    });
    return found;
  };

  const lines = (element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    const range = document.createRange();
    let line = null;
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!shown(text.parentElement) || text.parentElement.closest(".vh")) continue;
      for (const { 0: word, index } of text.data.matchAll(/[^\s-]+-*\s*|-+\s*/g)) {
        range.setStart(text, index);
        range.setEnd(text, index + word.trimEnd().length);
        const box = range.getClientRects()[0];
        if (!box) continue;
        // A new line, or a new column: the word does not go on to the right of the last one.
        if (!line || box.left < line.right - 1 || box.top > line.bottom) found.push(line = { text: "" });
        Object.assign(line, { text: line.text + word.replace(/\s+/g, " "), right: box.right, bottom: box.bottom });
      }
    }
    return found.map(({ text }) => text.trim());
  };
  const long = (most) => [...document.querySelectorAll("p, li, dd, dt, figcaption, summary, label")]
    .filter((element) => shown(element) && !element.querySelector("p, li, dd"))
    .flatMap((element) => lines(element).filter((line) => line.length > most).map((line) => `${line.length} characters: ${line}`));

  return { sideways, small, crowded, long };
})()
