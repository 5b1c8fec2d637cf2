// Reads a page aloud with a voice of this device. Without one no button is shown: a voice that speaks over the
// network would send the page to its maker.
import { sentences, spoken } from "./sentences.js";

const speech = window.speechSynthesis;
const bar = document.querySelector("[data-listen]");
const play = bar?.querySelector("button");
const starts = []; // {heading, button, first}: `first` is the sentence that the heading is
let voice, parts, words, shown, at = 0, turn = 0, rate = 1, begun, speaking;

function show(part) {
  const box = () => shown.range.getBoundingClientRect();
  const follow = !shown || (box().bottom > 0 && box().top < innerHeight); // who has scrolled away is left there
  shown?.block.classList.remove("spoken");
  CSS.highlights?.clear();
  shown = part;
  if (!part) return;
  if (CSS.highlights) CSS.highlights.set("spoken", new Highlight(part.range));
  else part.block.classList.add("spoken");
  if (follow && (box().top < 0 || box().bottom > innerHeight)) scrollBy(0, box().top - innerHeight / 3);
}

function draw() {
  const label = (button, text) => (button.querySelector("span").textContent = text);
  const now = speaking ? "Pause" : "Carry on";
  label(play, begun ? now : "Listen to this page");
  for (const start of starts) label(start.button, start === current() ? now : "Listen from here");
  for (const more of bar.querySelectorAll("[data-more]")) more.hidden = !begun;
  bar.querySelector("[data-speed]").textContent = `${rate * 100}%`;
}

const current = () => begun && starts.findLast(({ first }) => first <= at);

function say(place) {
  const mine = ++turn; // what is cut off reports its end as well
  at = place;
  if (at >= parts.length) return stop();
  begun = speaking = true;
  show(parts[at]);
  words = new SpeechSynthesisUtterance(spoken(parts[at].text));
  Object.assign(words, { voice, rate, lang: voice.lang });
  words.onend = () => mine === turn && say(at + 1);
  words.onerror = () => mine === turn && stop();
  speech.speak(words);
  draw();
}

// Cut off, not paused: some telephones never carry on after a pause. The sentence then begins again.
function pause() {
  turn++;
  speaking = false;
  speech.cancel();
  draw();
}

function stop() {
  begun = false;
  at = 0;
  pause();
  show();
}

function press(start) {
  parts ??= sentences();
  for (const one of starts) one.first ??= parts.findIndex(({ block }) => block === one.heading);
  const place = !start || start === current() ? at : start.first;
  const toPause = speaking && place === at;
  if (speaking) pause();
  if (!toPause) say(place);
}

function faster(by) {
  rate = Math.min(1.5, Math.max(0.5, rate + by));
  if (!speaking) return draw();
  pause();
  say(at);
}

function begin() {
  const local = speech.getVoices().filter(({ lang, localService }) => localService && /^en/i.test(lang));
  voice = local.find(({ lang }) => /gb$/i.test(lang)) ?? local[0];
  if (!voice || !bar.hidden) return;
  bar.hidden = false;
  for (const heading of document.querySelectorAll(".article__text > h2:not(#next, #next ~ *, #ask, #ask ~ *)")) {
    const button = bar.querySelector("template").content.firstElementChild.cloneNode(true);
    const start = { heading, button };
    starts.push(start);
    button.querySelector(".vh").textContent = heading.textContent;
    button.onclick = () => press(start);
    heading.after(button);
  }
}

if (speech && bar) {
  const [, halt, slower, quicker] = bar.querySelectorAll("button");
  play.onclick = () => press();
  halt.onclick = () => stop(play.focus());
  slower.onclick = () => faster(-0.25);
  quicker.onclick = () => faster(0.25);
  addEventListener("keydown", ({ key }) => key === "Escape" && speaking && pause());
  addEventListener("pagehide", stop);
  speech.onvoiceschanged = begin;
  begin();
}
