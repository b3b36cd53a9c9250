// Saves a form whenever a field of it is left, and keeps whoever has not saved
// from leaving by mistake. Without scripts the form's own button saves.

// Longer than this nobody waits for a save before the form itself is sent, and
// no save is waited for at all.
const PATIENCE = 5_000;
const GIVEN_UP = 20_000;
// An unanswered save is told of only while the form still fits.
const LONGEST = 16_000;

for (const form of document.querySelectorAll("form[data-saves]")) keepSaving(form);

function keepSaving(form) {
  const state = form.querySelector(".save-state");
  let saved = typed(form);
  let last = "";
  // The save that is under way, and how to end it.
  let running = null;
  let stop = () => {};
  let isReady = false;
  let isSubmitted = false;
  // What was sent and not answered: it may have been saved all the same, and
  // what the server finds saved by it is nobody else's.
  const unanswered = new Set();

  form.addEventListener("formdata", ({ formData }) => {
    for (const body of unanswered) formData.append("was", body);
  });

  function remember(sent) {
    if (sent.length <= LONGEST) unanswered.add(sent);
  }

  function save() {
    running ??= saveAll().finally(() => { running = null; });
    return running;
  }

  async function saveAll() {
    while (typed(form) !== saved) {
      state.textContent = form.dataset.saves;
      const sent = typed(form);
      const said = await send(sent);
      if (!said.base) {
        state.textContent = said.said || form.dataset.unsaved;
        return;
      }
      form.elements.base.value = said.base;
      saved = sent;
      last = form.dataset.saved.replace("…", clock());
    }
    // Nothing is left of what could not be saved.
    state.textContent = last;
  }

  async function send(sent) {
    const body = new URLSearchParams(new FormData(form));
    body.set("autosave", "on");
    remember(sent);
    const ending = new AbortController();
    const late = setTimeout(() => ending.abort(), GIVEN_UP);
    stop = () => ending.abort();
    try {
      const { signal } = ending;
      const answer = await fetch(form.action, { method: "POST", body, redirect: "error", signal });
      const said = await answer.json();
      if (said.base) unanswered.clear();
      else unanswered.delete(sent);
      return said;
    } catch {
      return {};
    } finally {
      clearTimeout(late);
    }
  }

  form.addEventListener("change", save);
  form.addEventListener("submit", async (event) => {
    if (!running || isReady) {
      isReady = false;
      isSubmitted = true;
      return;
    }
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    state.textContent = form.dataset.saves;
    await Promise.race([running, new Promise((done) => setTimeout(done, PATIENCE))]);
    stop();
    form.ariaBusy = null;
    isReady = true;
    form.requestSubmit(event.submitter);
  });

  // The browser may come back to this very page, as it is now.
  addEventListener("pagehide", () => { if (isSubmitted) remember(typed(form)); });
  addEventListener("pageshow", () => { isSubmitted = false; });
  addEventListener("beforeunload", (event) => {
    if (!isSubmitted && typed(form) !== saved) event.preventDefault();
  });
}

// What the fields hold, without what the form says of itself.
function typed(form) {
  const fields = new URLSearchParams(new FormData(form));
  for (const own of ["base", "was", "once"]) fields.delete(own);
  return fields.toString();
}

function clock() {
  return new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });
}
