// What a person does again and again: opens an account, logs in and out, and
// uses an app for codes.

import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { linkTo } from "./mailbox.js";

export const PASSWORD = "fyra glada ord i rad";

// An address that nobody has yet.
export function someone() {
  return `kim-${randomUUID().slice(0, 13)}@kommun.example`;
}

// The button of the page's form.
export async function press(page) {
  await page.locator("main form.form button[type=submit]").click();
}

export async function flash(page) {
  return page.locator(".flash").innerText();
}

export function errorSummary(page) {
  return page.locator("#fel");
}

// Opens an account and proves its address; `between` sees the page of the
// mail's link before its button is pressed.
export async function signUp(page, email, between = async () => {}) {
  await page.goto("/konto/skapa");
  await page.fill("#name", "Kim");
  await page.fill("#email", email);
  await page.fill("#password", PASSWORD);
  await press(page);
  await page.waitForURL("**/konto/skapa/klart");
  await page.goto(await linkTo(email, "bekrafta-epost"));
  await between();
  await press(page);
  assert.match(await flash(page), /bekräftad/);
}

export async function logIn(page, email, password = PASSWORD) {
  await page.goto("/konto/logga-in");
  await page.fill("#email", email);
  await page.fill("#password", password);
  await press(page);
  await page.waitForURL("**/konto");
}

export async function logOut(page) {
  await page.goto("/konto");
  await page.getByRole("button", { name: "Logga ut" }).click();
  assert.match(await flash(page), /utloggad/);
}

// A device that holds passkeys, and confirms whatever it is asked: how to
// steer it, and its name.
export async function keep(page) {
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { device, authenticatorId };
}

// The six digits that an app shows (RFC 6238, RFC 4226).
export function codeAt(secret, time) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(time / 30_000)));
  const hash = createHmac("sha1", base32(secret)).update(counter).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

function base32(text) {
  const letters = [...text.replace(/[\s=]/g, "")];
  const bits = letters.map((letter) => {
    const value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
    return value.toString(2).padStart(5, "0");
  });
  const bytes = bits.join("").match(/.{8}/g);
  return Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
}
