// Small improvements to pages that already work without them.
import "./exclusive.js";
import "./print.js";
