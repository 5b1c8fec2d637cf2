// In place of the browser's speech, which a browser without a screen lacks: it writes down what is said, and the test says
// when a sentence has ended. `window.voices` may be set before; `said` has {text, rate, voice} of each utterance.
(() => {
  const said = [];
  let current = null;
  const voices = [
    { name: "Far", lang: "en-GB", localService: false },
    { name: "Deutsch", lang: "de-DE", localService: true },
    { name: "American", lang: "en_US", localService: true },
    { name: "British", lang: "en-GB", localService: true },
  ];
  const speech = {
    said,
    onvoiceschanged: null,
    getVoices: () => voices.filter(({ name }) => !window.voices || window.voices.includes(name)),
    speak(utterance) {
      said.push({ text: utterance.text, rate: utterance.rate, voice: utterance.voice.name });
      current = utterance;
    },
    cancel() {
      const cut = current;
      current = null;
      setTimeout(() => cut?.onerror({ error: "interrupted" }), 0);
    },
    isSpeaking: () => current !== null,
    end() {
      const done = current;
      current = null;
      done.onend();
    },
    fail() {
      current.onerror({ error: "synthesis-failed" });
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})();
