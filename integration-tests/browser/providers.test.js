// Logging in by a sign-in service in a real browser, without JavaScript on our
// pages. BASE_URL is a running site, PROVIDER the address of a sign-in service
// that it knows as `city`, MAILS the folder of the mails that it sends.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, errorSummary, flash, logIn, logOut, press, signUp, someone } from "./person.js";
import { BASE, WIDTHS, isOpenToAll, launch, visit } from "./site.js";

const PROVIDER = process.env.PROVIDER;
const NAME = "The service city";

let browser;
before(async () => {
  browser = await launch();
});
after(async () => await browser?.close());

const on = (steps) => () => visit(browser, { viewport: WIDTHS.phone, other: PROVIDER }, steps);

// The pages of the service: who it is, and that it may be told.
async function agree(page, person) {
  await page.waitForURL((url) => url.href.startsWith(PROVIDER));
  while (page.url().startsWith(PROVIDER)) {
    const login = page.locator("input[name=login]");
    if (await login.count()) {
      await login.fill(person);
      await page.fill("input[name=password]", "anything");
    }
    await Promise.all([page.waitForEvent("load"), page.locator("button[type=submit]").click()]);
  }
}

test("a sign-in service lets somebody new in, and back to where it began", on(async (page) => {
  await page.goto("/konto/data");
  await isOpenToAll(page);
  await page.getByRole("button", { name: `Logga in med ${NAME}` }).click();
  await agree(page, "new");
  assert.equal(page.url(), `${BASE}/konto/data`);
  const cookies = await page.context().cookies(BASE);
  assert.ok(cookies.some((cookie) => cookie.name === "__Host-session"));
  assert.ok(!cookies.some((cookie) => cookie.name === "__Host-binding"));
  // It is the only way in, so that it stays.
  await page.goto("/konto/sakerhet");
  await isOpenToAll(page);
  await page.getByRole("button", { name: `Koppla bort ${NAME}` }).click();
  assert.match(await page.getByRole("alert").innerText(), /enda sätt att logga in/);
}));

test("an account is linked, and then the service leads to it", on(async (page) => {
  const email = someone();
  await signUp(page, email);
  await logIn(page, email);
  await page.goto("/konto/sakerhet");
  await page.getByRole("link", { name: `Koppla ${NAME}` }).click();
  await isOpenToAll(page);
  await page.fill("#password", "something else entirely");
  await press(page);
  await page.fill("#password", PASSWORD);
  await press(page);
  await agree(page, "linked");
  assert.match(await flash(page), /kopplad till ditt konto/);
  await logOut(page);
  await page.goto("/konto/logga-in");
  await page.getByRole("button", { name: `Logga in med ${NAME}` }).click();
  await agree(page, "linked");
  await page.waitForURL("**/konto");
  assert.match(await page.locator("main").innerText(), new RegExp(email));
  await page.goto("/konto/sakerhet");
  await page.getByRole("button", { name: `Koppla bort ${NAME}` }).click();
  assert.match(await flash(page), /bortkopplad/);
}));

test("what a service sends back to a browser that did not ask is refused", on(async (page) => {
  await page.goto("/en/konto/logga-in/city?state=abc&code=def");
  assert.match(page.url(), /\/en\/konto\/logga-in$/);
  assert.match(await flash(page), /broken off/);
  await page.fill("#email", someone());
  await page.fill("#password", "no such person at all");
  await press(page);
  assert.equal(await errorSummary(page).count(), 1);
}));
