// What scripts add to the pages of one's account: passwords that can be
// looked at, codes that can be copied, and passkeys.

for (const box of document.querySelectorAll(".field-box[data-show]")) addShowButton(box);
for (const part of document.querySelectorAll("[data-codes]")) addCodeButtons(part);
if (hasPasskeys()) {
  for (const part of document.querySelectorAll("[data-passkey]")) addPasskey(part);
}

function addShowButton(box) {
  const field = box.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "field-button";
  button.setAttribute("aria-controls", field.id);
  const show = (on) => {
    field.type = on ? "text" : "password";
    button.textContent = on ? box.dataset.hide : box.dataset.show;
  };
  button.addEventListener("click", () => show(field.type === "password"));
  // A browser offers to keep only what it takes for a password.
  field.form.addEventListener("submit", () => show(false));
  show(false);
  box.append(button);
}

function addCodeButtons(part) {
  part.hidden = false;
  const codes = () => document.getElementById(part.dataset.codes).innerText.trim();
  part.querySelector("[data-do=print]")?.addEventListener("click", () => print());
  part.querySelector("[data-do=copy]").addEventListener("click", async () => {
    await navigator.clipboard.writeText(codes());
    part.querySelector("[role=status]").textContent = part.dataset.copied;
  });
}

// Browsers know no passkeys for hosts that are bare addresses.
function hasPasskeys() {
  const named = !/^[\d.]+$|^\[/.test(location.hostname);
  return named && typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";
}

function addPasskey(part) {
  part.hidden = false;
  const adds = part.dataset.passkey === "add";
  const fault = part.querySelector(".fault");
  part.addEventListener(adds ? "submit" : "click", async (event) => {
    if (!adds && !event.target.closest("button")) return;
    event.preventDefault();
    fault.hidden = true;
    try {
      await (adds ? register(part) : logIn(part));
    } catch (error) {
      // Whoever closes the browser's own window has changed their mind.
      if (error.name === "NotAllowedError" || error.name === "AbortError") return;
      fault.textContent = said(part, error.reason);
      fault.hidden = false;
    }
  });
}

// A password can be put right here; of the rest there is nothing to tell.
function said(part, reason) {
  const words = { WRONG_PASSWORD: part.dataset.wrong, LOGIN_NOT_RECENT: part.dataset.old };
  return words[reason] || part.dataset.failed;
}

async function register(part) {
  const name = part.querySelector("#passkey-name").value.trim();
  const password = part.querySelector("#passkey-password")?.value ?? "";
  const path = "/api/v1/accounts/me/passkeys";
  const { challenge, options } = await post(`${path}:start`, { password });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await navigator.credentials.create({ publicKey });
  await post(`${path}:finish`, { challenge, name, credential: credential.toJSON() });
  location.reload();
}

async function logIn(part) {
  const { challenge, options } = await post("/api/v1/sessions:startPasskey", {});
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey });
  await post("/api/v1/sessions:finishPasskey", { challenge, credential: credential.toJSON() });
  location.assign(part.dataset.to || part.dataset.home);
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    const reason = problem.errors?.[0]?.reason ?? problem.reason;
    throw Object.assign(new Error(`${path}: ${answer.status}`), { reason });
  }
  return answer.json();
}
