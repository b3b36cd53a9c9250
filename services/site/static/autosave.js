// Saves a form whenever a field of it is left, and keeps whoever has not saved
// from leaving by mistake. Without scripts the form's own button saves.

for (const form of document.querySelectorAll("form[data-saves]")) keepSaving(form);

function keepSaving(form) {
  const state = form.querySelector(".save-state");
  let saved = typed(form);
  let last = "";
  let isSending = false;
  let isSubmitted = false;

  async function save() {
    if (isSending) return;
    if (typed(form) === saved) {
      // Nothing is left of what could not be saved.
      state.textContent = last;
      return;
    }
    isSending = true;
    state.textContent = form.dataset.saves;
    const sent = typed(form);
    const said = await send(form);
    if (said.base) {
      form.elements.base.value = said.base;
      saved = sent;
      last = form.dataset.saved.replace("…", clock());
      state.textContent = last;
    } else {
      state.textContent = said.said || form.dataset.unsaved;
    }
    isSending = false;
    // What was typed while it was under way.
    if (said.base) await save();
  }

  form.addEventListener("change", save);
  form.addEventListener("submit", () => { isSubmitted = true; });
  addEventListener("beforeunload", (event) => {
    if (!isSubmitted && typed(form) !== saved) event.preventDefault();
  });
}

// What the fields hold, without the mark of what they were made from.
function typed(form) {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("base");
  return fields.toString();
}

async function send(form) {
  const body = new URLSearchParams(new FormData(form));
  body.set("autosave", "on");
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "error" });
    return await answer.json();
  } catch {
    return {};
  }
}

function clock() {
  return new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });
}
