/* Who else has this page open: asks once a minute while it is open, and says when somebody comes or goes. Without it,
   opening and saving the form still leave a mark. */

const EVERY = 60_000;
const line = document.querySelector("[data-presence]");
const token = document.querySelector("#content [name=csrfmiddlewaretoken], [name=csrfmiddlewaretoken]")?.value;

function call(...extra) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token);
  for (const name of extra) body.append(name, "1");
  return fetch(line.dataset.presence, { method: "POST", body, keepalive: extra.length > 0 });
}

async function renew() {
  try {
    const { others } = await (await call()).json();
    const words = others.length ? `Also open for ${others.join(", ")}. Talk to each other before you save.` : "";
    if (line.textContent.trim() !== words) line.textContent = words;
  } catch {
    // The network is away; the next minute asks again.
  }
}

if (line && token && !("reads" in line.dataset)) {
  setInterval(renew, EVERY);
  addEventListener("focus", renew);
  addEventListener("pagehide", () => call("leave"));
}
