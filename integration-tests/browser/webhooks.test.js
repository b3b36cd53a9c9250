// Webhooks, and the page for developers, in a real browser. BASE_URL is a
// running site with the sample accounts, whose registry may send to loopback.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { flash, logIn, press } from "./person.js";
import { WIDTHS, isOpenToAll, launch, visit } from "./site.js";

let browser;
let server;
let hook;
let status = 204;
before(async () => {
  browser = await launch();
  server = createServer((request, response) => response.writeHead(status).end());
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  hook = `http://127.0.0.1:${server.address().port}/asf`;
});
after(async () => {
  await browser?.close();
  await new Promise((closed) => server.close(closed));
});

async function logInAs(page, name) {
  await logIn(page, `${name}@asf.example`, `sample-password-for-${name}`);
}

for (const [name, viewport] of Object.entries(WIDTHS)) {
  describe(`on a ${name}`, () => {
    test("developers find their way", () =>
      visit(browser, { viewport, permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
        await page.goto("/");
        await page.locator("footer").getByRole("link", { name: "För utvecklare", exact: true }).click();
        await page.waitForURL("**/utvecklare");
        await isOpenToAll(page);
        await page.locator("nav").getByRole("link", { name: "Webhooks" }).first().click();
        const python = page.locator("details", { has: page.locator("[data-example='webhook.py']") });
        await python.locator("summary").click();
        await python.getByRole("button", { name: "Kopiera" }).click();
        await python.getByRole("status").filter({ hasText: "Kopierat" }).waitFor();
        assert.match(await page.evaluate(() => navigator.clipboard.readText()), /hmac\.compare_digest/);
        await isOpenToAll(page);
        await page.goto("/en/utvecklare");
        await isOpenToAll(page);
      }));

    test("without scripts the examples stand there too", () =>
      visit(browser, { viewport, javaScriptEnabled: false }, async (page) => {
        await page.goto("/utvecklare");
        const python = page.locator("details", { has: page.locator("[data-example='list.py']") });
        await python.locator("summary").click();
        assert.match(await python.locator("code").innerText(), /urlopen/);
        assert.equal(await page.getByRole("button", { name: "Kopiera" }).count(), 0);
      }));

    for (const javaScriptEnabled of [true, false]) {
      const how = javaScriptEnabled ? "with" : "without";
      // Each has an organisation of its own.
      const who = javaScriptEnabled ? "buyer" : "company";
      test(`a webhook's whole life, ${how} scripts`, () =>
        visit(browser, { viewport, javaScriptEnabled }, async (page) => {
          status = 204;
          // Axe is a script.
          const look = () => (javaScriptEnabled ? isOpenToAll(page) : undefined);
          await logInAs(page, who);
          await page.goto("/konto");
          await page.locator(".account-nav").getByRole("link", { name: "Webhooks" }).click();
          assert.match(await page.locator("main").innerText(), /inga webhooks än/);
          await look();
          await page.getByRole("link", { name: "Lägg till en webhook" }).click();
          await look();
          await page.fill("#url", "http://10.0.0.5/");
          await page.getByLabel("Västra Götalands län").check();
          await press(page);
          assert.match(await page.locator("#fel").innerText(), /det öppna internet/);
          assert.equal(await page.inputValue("#url"), "http://10.0.0.5/");
          assert.ok(await page.getByLabel("Västra Götalands län").isChecked());
          await look();
          await page.fill("#url", hook);
          await press(page);
          assert.match(await page.locator("#hemlighet").innerText(), /^whsec_[A-Za-z0-9+/]{43}=$/);
          await look();
          await page.getByRole("link", { name: "Jag har sparat" }).click();
          assert.match(await page.locator("main").innerText(), /Ingenting är skickat än/);
          assert.match(await page.locator("main").innerText(), /Västra Götalands län/);
          assert.doesNotMatch(await page.content(), /whsec_/);
          await page.getByRole("button", { name: "Skicka en provleverans" }).click();
          assert.match(await flash(page), /tog emot/);
          await look();
          status = 500;
          await page.getByRole("button", { name: /Skicka igen/ }).click();
          assert.match(await flash(page), /svarade 500/);
          await page.getByRole("link", { name: "Ändra" }).click();
          await page.getByLabel("Västra Götalands län").uncheck();
          await page.getByLabel("Ett ASF har lämnat listan").check();
          await press(page);
          assert.match(await flash(page), /ändrad/);
          await page.getByRole("link", { name: "Ny hemlighet" }).click();
          await look();
          await press(page);
          assert.match(await page.locator("main").innerText(), /gamla hemligheten gäller till/);
          await page.getByRole("link", { name: "Jag har sparat" }).click();
          status = 410;
          await page.getByRole("button", { name: "Skicka en provleverans" }).click();
          assert.match(await page.locator("main").innerText(), /Webhooken är avstängd/);
          await look();
          await page.getByRole("button", { name: "Slå på" }).click();
          assert.match(await flash(page), /är på/);
          await page.getByRole("link", { name: "Ta bort webhooken" }).click();
          await look();
          await press(page);
          assert.match(await flash(page), /borttagen/);
        }));
    }
  });
}
