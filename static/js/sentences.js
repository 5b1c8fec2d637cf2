// What of a page is read aloud: each sentence as {block, range, text}, up to what leads elsewhere. What is folded
// away is not; what a word of the glossary opens stands in the range, but not in the text.
const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd";
const SILENT = "nav, form, figure, button:not(.term), [popover], .facts, .article__aside";

export function sentences() {
  const end = document.querySelector("#read-next, #ask");
  const blocks = new Map();
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()) && !end?.contains(node); ) {
    const parent = node.parentElement, block = parent.closest(BLOCKS);
    if (!block || parent.closest(SILENT) || parent.checkVisibility?.() === false) continue;
    blocks.set(block, [...(blocks.get(block) ?? []), node]);
  }
  return [...blocks].flatMap(([block, nodes]) => cut(nodes).map((part) => ({ block, ...part })));
}

function cut(nodes) {
  const text = nodes.map(({ data }) => data).join("").replace(/\s/g, " ");
  const place = (index) => [nodes.find(({ length }) => index <= length || void (index -= length)), index];
  return [...text.matchAll(/\S.*?([.!?]["”’)]*(?= )|$)/g)].map(({ 0: sentence, index }) => {
    const range = new Range();
    range.setStart(...place(index));
    range.setEnd(...place(index + sentence.trimEnd().length));
    return { range, text: sentence.trim() };
  });
}

// Short names letter by letter, numbers to call digit by digit: “M S”, “1 1 1”.
export function spoken(text) {
  return text.replace(/\s+/g, " ").replace(/(\d) ?– ?(?=\d)/g, "$1 to ")
    .replace(/\b(999|111|0\d{2,4}( ?\d{3,4}){2}|[A-Z]{2,3})(?=s?\b)/g, (name) => [...name.replace(/ /g, "")].join(" "));
}
