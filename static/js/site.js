// Small improvements to pages that already work without them.
import "./copy.js";
import "./exclusive.js";
import "./print.js";
import "./leave.js";
import "./suggest.js";
import "./unfold.js";
