// A person's account in a real browser: opened, proven, locked with a second
// factor and a passkey, changed and erased; on a phone and on a desk, with and
// without JavaScript, and open to everybody. BASE_URL is a running site whose
// name is a host name, MAILS the folder of the mails that it sends.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { linkTo } from "./mailbox.js";
import {
  PASSWORD, codeAt, errorSummary, flash, keep, logIn, logOut, press, signUp, someone,
} from "./person.js";
import { BASE, WIDTHS, isOpenToAll, launch, visit } from "./site.js";

let browser;
before(async () => {
  browser = await launch();
});
after(async () => await browser?.close());

for (const [name, viewport] of Object.entries(WIDTHS)) {
  describe(`on a ${name}`, () => {
    const on = (steps) => () => visit(browser, { viewport }, steps);
    const without = (steps) => () => visit(browser, { viewport, javaScriptEnabled: false }, steps);

    test("a person signs up, proves the address and is in", without(async (page) => {
      const email = someone();
      await signUp(page, email);
      await logIn(page, email);
      assert.match(await page.locator("h1").innerText(), /Hej Kim/);
      const cookies = await page.context().cookies();
      const session = cookies.find((cookie) => cookie.name === "__Host-session");
      assert.ok(session.secure && session.httpOnly && session.sameSite === "Lax");
      await logOut(page);
      await page.goto("/konto");
      assert.match(page.url(), /\/konto\/logga-in\?return_to=\/konto$/);
    }));

    test("faults stand above the form, with the focus, and nothing typed is lost", on(async (page) => {
      await page.goto("/en/konto/skapa");
      await page.fill("#name", "Kim");
      await page.fill("#email", "kim");
      await page.fill("#password", "short");
      await press(page);
      assert.equal(await page.locator(":focus").getAttribute("id"), "fel");
      assert.match(await page.title(), /^Error: /);
      assert.equal(await errorSummary(page).getByRole("link").count(), 2);
      assert.equal(await page.inputValue("#name"), "Kim");
      assert.equal(await page.inputValue("#password"), "");
      await isOpenToAll(page);
    }));

    // Both languages have the same pages: each is looked at in one width.
    const root = name === "phone" ? "" : "/en";
    test(`every page of the account is open to everybody, at ${root}/konto`, on(async (page) => {
      for (const path of ["/konto/logga-in", "/konto/skapa", "/konto/skapa/klart", "/konto/glomt-losenord"]) {
        await opened(page, `${root}${path}`);
      }
      const email = someone();
      await signUp(page, email, () => isOpenToAll(page));
      await logIn(page, email);
      for (const path of INSIDE) await opened(page, `${root}${path}`);
    }));

    test("the menu leads in and to the account", on(async (page) => {
      await page.goto("/");
      await menuLink(page, "Logga in").click();
      await page.waitForURL("**/konto/logga-in");
      const email = someone();
      await signUp(page, email);
      await logIn(page, email);
      await page.goto("/asf-listan");
      await menuLink(page, "Mitt konto").click();
      await page.waitForURL("**/konto");
    }));
  });
}

const INSIDE = [
  "/konto",
  "/konto/uppgifter",
  "/konto/uppgifter/epost",
  "/konto/sakerhet",
  "/konto/sakerhet/losenord",
  "/konto/sakerhet/app",
  "/konto/aviseringar",
  "/konto/data",
  "/konto/data/radera",
];

async function opened(page, path) {
  const answer = await page.goto(path);
  assert.equal(answer.status(), 200, path);
  await isOpenToAll(page);
}

// On a phone the menu lies behind a button.
function menuLink(page, name) {
  const link = page.locator(".site-nav").getByRole("link", { name });
  return {
    click: async () => {
      const button = page.locator(".menu-button:visible");
      if (await button.count()) await button.click();
      await link.click();
    },
  };
}

describe("one's own account", () => {
  const on = (steps) => () => visit(browser, { viewport: WIDTHS.phone }, steps);
  const without = (steps) =>
    () => visit(browser, { viewport: WIDTHS.phone, javaScriptEnabled: false }, steps);

  test("a wrong password says the same as an unknown address", without(async (page) => {
    const email = someone();
    await signUp(page, email);
    const said = [];
    for (const address of [email, someone()]) {
      await page.goto("/konto/logga-in");
      await page.fill("#email", address);
      await page.fill("#password", "inte det rätta ordet");
      await press(page);
      said.push(await errorSummary(page).innerText());
    }
    assert.equal(said[0], said[1]);
  }));

  test("a second lock asks for a code, and a recovery code stands in for the phone", on(async (page) => {
    const email = someone();
    await signUp(page, email);
    await logIn(page, email);
    await page.goto("/konto/sakerhet/app");
    await page.fill("#password", PASSWORD);
    await press(page);
    await isOpenToAll(page);
    const secret = await page.locator(".secret").innerText();
    await page.fill("#code", "000000");
    await press(page);
    assert.match(await errorSummary(page).innerText(), /Koden stämmer inte/);
    await page.fill("#code", codeAt(secret, Date.now()));
    await press(page);
    const codes = await page.locator("#koder li").allInnerTexts();
    assert.equal(codes.length, 10);
    await isOpenToAll(page);
    await page.getByRole("link", { name: "Jag har sparat koderna" }).click();
    assert.match(await page.locator("main").innerText(), /10 reservkoder kvar/);

    await logOut(page);
    await fillLogin(page, email, "/konto/logga-in?return_to=/konto/data");
    await page.waitForURL("**/konto/kod");
    await isOpenToAll(page);
    // The code of the set-up works only once: this is the one after it.
    await page.fill("#code", codeAt(secret, Date.now() + 30_000));
    await press(page);
    await page.waitForURL("**/konto/data");

    await logOut(page);
    await fillLogin(page, email);
    await page.getByRole("link", { name: "skriv en reservkod" }).click();
    await isOpenToAll(page);
    await page.fill("#code", codes[0]);
    await press(page);
    await page.waitForURL("**/konto/sakerhet");
    assert.match(await flash(page), /9 koder är kvar/);
  }));

  test("a passkey logs in without a password", on(async (page) => {
    await keep(page);
    const email = someone();
    await signUp(page, email);
    await logIn(page, email);
    await page.goto("/konto/sakerhet");
    await page.fill("#passkey-name", "Arbetsdatorn");
    await page.fill("#passkey-password", "something else entirely");
    await page.click("[data-passkey=add] button");
    await page.locator("[data-passkey=add] .fault").getByText("lösenord").waitFor();
    await page.fill("#passkey-password", PASSWORD);
    await Promise.all([page.waitForEvent("load"), page.click("[data-passkey=add] button")]);
    await page.getByRole("heading", { name: "Arbetsdatorn" }).waitFor();
    await isOpenToAll(page);
    await logOut(page);
    await page.goto("/konto/logga-in");
    await page.getByRole("button", { name: "Logga in med en nyckel" }).click();
    await page.waitForURL("**/konto");
    await page.goto("/konto/sakerhet");
    await page.getByRole("button", { name: "Ta bort Arbetsdatorn" }).click();
    assert.match(await flash(page), /Nyckeln är borttagen/);
  }));

  test("a password can be looked at", on(async (page) => {
    await page.goto("/konto/logga-in");
    await page.fill("#password", "hemligt");
    await page.getByRole("button", { name: "Visa" }).click();
    assert.equal(await page.getAttribute("#password", "type"), "text");
    await page.getByRole("button", { name: "Dölj" }).click();
    assert.equal(await page.getAttribute("#password", "type"), "password");
  }));

  test("a forgotten password is chosen anew, and its link works once", on(async (page) => {
    const email = someone();
    await signUp(page, email);
    await page.goto("/konto/glomt-losenord");
    await page.fill("#email", email);
    await press(page);
    assert.match(await flash(page), /mejl på väg/);
    const link = await linkTo(email, "aterstall");
    await page.goto(link);
    await isOpenToAll(page);
    await page.fill("#password", "fem helt nya ord här");
    await press(page);
    await page.waitForURL("**/konto/logga-in");
    await fillLogin(page, email, undefined, "fem helt nya ord här");
    await page.waitForURL("**/konto");
    await page.goto(link);
    await page.fill("#password", "ännu fler nya ord här");
    await press(page);
    assert.match(await page.locator("h1").innerText(), /fungerar inte längre/);
    await isOpenToAll(page);
  }));

  test("details and mails are changed, and another browser is logged out", without(async (page) => {
    const email = someone();
    await signUp(page, email);
    await logIn(page, email);
    await page.goto("/konto/uppgifter");
    await page.fill("#name", "Kim Å");
    await page.fill("#phone", "08-123 45 67");
    await page.getByRole("radio", { name: "English" }).check();
    await press(page);
    assert.match(await flash(page), /Sparat/);
    assert.equal(await page.inputValue("#name"), "Kim Å");
    await page.goto("/konto/aviseringar");
    await page.locator("#news").setChecked(true);
    await page.locator("#organisation").setChecked(false);
    await press(page);
    assert.ok(await page.locator("#news").isChecked());
    assert.ok(!(await page.locator("#organisation").isChecked()));

    const other = await browser.newContext({ baseURL: BASE });
    try {
      const elsewhere = await other.newPage();
      await logIn(elsewhere, email);
      await page.goto("/konto/sakerhet");
      await page.getByRole("button", { name: "Logga ut alla andra" }).click();
      assert.match(await flash(page), /En annan enhet/);
      // Services believe a token for some seconds after it was revoked.
      await loggedOutSoon(elsewhere);
    } finally {
      await other.close();
    }
  }));

  test("another address is proven before it is used", without(async (page) => {
    const [email, newer] = [someone(), someone()];
    await signUp(page, email);
    await logIn(page, email);
    await page.goto("/konto/uppgifter/epost");
    await page.fill("#new_email", newer);
    await page.fill("#password", "fel lösenord som inte gäller");
    await press(page);
    assert.match(await errorSummary(page).innerText(), /Lösenordet stämmer inte/);
    assert.equal(await page.inputValue("#new_email"), newer);
    await page.fill("#password", PASSWORD);
    await press(page);
    await page.goto(await linkTo(newer, "ny-epost"));
    await press(page);
    assert.match(await flash(page), /nya adress/);
    await page.goto("/konto/uppgifter");
    assert.match(await page.locator("main").innerText(), new RegExp(newer));
  }));

  test("an account is taken along and erased", on(async (page) => {
    const email = someone();
    await signUp(page, email);
    await logIn(page, email);
    await page.goto("/konto/data");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Hämta dina data" }).click(),
    ]);
    assert.match(file.suggestedFilename(), /\.json$/);
    await page.goto("/konto/data/radera");
    await page.fill("#password", PASSWORD);
    await press(page);
    assert.match(await errorSummary(page).innerText(), /Kryssa i rutan/);
    await page.fill("#password", PASSWORD);
    await page.check("#sure");
    await press(page);
    assert.match(await flash(page), /Ditt konto är raderat/);
    await page.goto("/konto/logga-in");
    await page.fill("#email", email);
    await page.fill("#password", PASSWORD);
    await press(page);
    assert.match(await errorSummary(page).innerText(), /stämmer inte med varandra/);
  }));

  test("a page of another site cannot log anybody out", on(async (page) => {
    const email = someone();
    await signUp(page, email);
    await logIn(page, email);
    const cookies = await page.context().cookies();
    const cookie = cookies.map((one) => `${one.name}=${one.value}`).join("; ");
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "https://other.example" },
      {},
    ]) {
      const answer = await fetch(`${BASE}/konto/logga-ut`, {
        method: "POST",
        redirect: "manual",
        headers: { cookie, ...headers },
      });
      assert.equal(answer.status, 403, JSON.stringify(headers));
    }
    await page.goto("/konto");
    assert.match(await page.locator("h1").innerText(), /Hej Kim/);
  }));
});

async function fillLogin(page, email, path = "/konto/logga-in", password = PASSWORD) {
  await page.goto(path);
  await page.fill("#email", email);
  await page.fill("#password", password);
  await press(page);
}

async function loggedOutSoon(page) {
  const until = Date.now() + 10_000;
  while (!page.url().includes("/konto/logga-in")) {
    assert.ok(Date.now() < until, "the other browser is still logged in");
    await page.goto("/konto");
  }
}
