// Passkeys as a browser makes and uses them, with an authenticator of its own
// in place of a finger: what it signs is real.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { keep } from "./person.js";
import { BASE, launch } from "./site.js";

const { PASSWORD, TOKEN } = process.env;

let browser;
let page;
let authenticatorId;
let devtools;

before(async () => {
  browser = await launch();
  const context = await browser.newContext({ baseURL: BASE });
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto("/robots.txt");
  ({ device: devtools, authenticatorId } = await keep(page));
});

after(() => browser?.close());

// A call of the JSON API out of the page; its status and body.
function call(method, path, body, token) {
  return page.evaluate(
    async ([method, path, body, token]) => {
      const headers = { "content-type": "application/json" };
      if (token) headers.authorization = `Bearer ${token}`;
      const text = body ? JSON.stringify(body) : undefined;
      const answer = await fetch(`/api/v1/${path}`, { method, headers, body: text });
      return { status: answer.status, body: await answer.json().catch(() => null) };
    },
    [method, path, body, token],
  );
}

async function done(method, path, body, token) {
  const answer = await call(method, path, body, token);
  assert.equal(answer.status, 200, JSON.stringify(answer));
  return answer.body;
}

// The authenticator's answer to what the platform asks for.
function made(options) {
  return page.evaluate(async (options) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return (await navigator.credentials.create({ publicKey })).toJSON();
  }, options);
}

function signed(options) {
  return page.evaluate(async (options) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return (await navigator.credentials.get({ publicKey })).toJSON();
  }, options);
}

async function register(name) {
  const asked = await done("POST", "accounts/me/passkeys:start", { password: PASSWORD }, TOKEN);
  const credential = await made(asked.options);
  const body = { challenge: asked.challenge, name, credential };
  const finished = await done("POST", "accounts/me/passkeys:finish", body, TOKEN);
  return finished.passkey;
}

async function answer() {
  const asked = await done("POST", "sessions:startPasskey", {});
  return { challenge: asked.challenge, credential: await signed(asked.options) };
}

function refused(answer) {
  assert.equal(answer.status, 400, JSON.stringify(answer));
  assert.equal(answer.body.reason, "PASSKEY_REFUSED");
}

async function keys() {
  const { credentials } = await devtools.send("WebAuthn.getCredentials", { authenticatorId });
  return credentials;
}

test("a passkey is made, logs in without an address, and is removed", async () => {
  const passkey = await register("Min telefon");
  assert.equal(passkey.name, "Min telefon");
  const [key] = await keys();
  assert.equal(key.isResidentCredential, true);
  assert.equal(key.rpId, "localhost");

  const { access_token, accessToken } = await done("POST", "sessions:finishPasskey", await answer());
  assert.equal(access_token, undefined);
  const account = await done("GET", "accounts/me", undefined, accessToken);
  const owner = await done("GET", "accounts/me", undefined, TOKEN);
  assert.equal(account.id, owner.id);

  const { passkeys } = await done("GET", "accounts/me/passkeys", undefined, TOKEN);
  assert.deepEqual(
    passkeys.map((it) => [it.id, it.name]),
    [[passkey.id, "Min telefon"]],
  );
  assert.ok(passkeys[0].last_used_at);

  await done("DELETE", `accounts/me/passkeys/${passkey.id}`, undefined, TOKEN);
  const again = await call("DELETE", `accounts/me/passkeys/${passkey.id}`, undefined, TOKEN);
  assert.equal(again.status, 404);
  refused(await call("POST", "sessions:finishPasskey", await answer()));
  await devtools.send("WebAuthn.clearCredentials", { authenticatorId });
});

test("what a passkey signed counts once, and only as it was signed", async () => {
  await register("Min dator");
  const first = await answer();
  await done("POST", "sessions:finishPasskey", first);
  refused(await call("POST", "sessions:finishPasskey", first));

  // For another challenge.
  const [one, other] = [await answer(), await answer()];
  refused(
    await call("POST", "sessions:finishPasskey", { ...one, credential: other.credential }),
  );

  const bent = await answer();
  const { signature } = bent.credential.response;
  const middle = signature[20] === "A" ? "B" : "A";
  bent.credential.response.signature = signature.slice(0, 20) + middle + signature.slice(21);
  refused(await call("POST", "sessions:finishPasskey", bent));
});

test("an authenticator that has a passkey of the account makes no second one", async () => {
  const asked = await done("POST", "accounts/me/passkeys:start", { password: PASSWORD }, TOKEN);
  assert.equal(asked.options.excludeCredentials.length, 1);
  await assert.rejects(made(asked.options), /InvalidStateError/);
});

test("a passkey without a finger or a PIN is not enough", async () => {
  const holderIs = (isUserVerified) =>
    devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
  await holderIs(false);
  const asked = await done("POST", "sessions:startPasskey", {});
  assert.equal(asked.options.userVerification, "required");
  await assert.rejects(signed(asked.options), /NotAllowedError/);
  // A page that asks for less than we did gets an answer, and we do not take it.
  const careless = { ...asked.options, userVerification: "discouraged" };
  const credential = await signed(careless);
  refused(await call("POST", "sessions:finishPasskey", { challenge: asked.challenge, credential }));
  await holderIs(true);
});

test("what no browser would send is refused", async () => {
  const asked = await done("POST", "sessions:startPasskey", {});
  const credential = { id: "x", nothing: [1, 2.5, null] };
  refused(await call("POST", "sessions:finishPasskey", { challenge: asked.challenge, credential }));
});

test("a passkey is not made without the password, though somebody is logged in", async () => {
  for (const body of [{}, { password: "something else entirely" }]) {
    const answer = await call("POST", "accounts/me/passkeys:start", body, TOKEN);
    assert.equal(answer.status, 400, JSON.stringify(answer));
    assert.equal(answer.body.errors[0].reason, "WRONG_PASSWORD");
  }
});
