// Reviewing an application and what a listed enterprise wants to change,
// certifying, and a process leader's work list: on a phone in Swedish and on a
// desk in English, also without JavaScript, and open to everybody. BASE_URL is a
// running site with the sample accounts, CASES names for each width an
// application in the leader's county and its owner.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { errorSummary, flash, logIn, press } from "./person.js";
import { WIDTHS, isOpenToAll, launch, visit } from "./site.js";

const CASES = JSON.parse(process.env.CASES);
const SHOTS = process.env.SHOTS;

let browser;
before(async () => {
  browser = await launch();
});
after(async () => await browser?.close());

for (const [width, viewport] of Object.entries(WIDTHS)) {
  describe(`on a ${width}`, () => {
    const { id, name, owner } = CASES[width];
    const isPhone = width === "phone";
    const said = (swedish, english) => (isPhone ? swedish : english);
    const path = (swedish) => said(swedish, `/en${swedish}`);
    const as = (local, steps, options) =>
      visit(browser, { viewport, ...options }, async (page) => {
        await logIn(page, `${local}@asf.example`, `sample-password-for-${local}`);
        await steps(page);
      });
    const plain = { javaScriptEnabled: false };
    const decide = (page) => page.locator("main form.case button[type=submit]").click();

    async function looksRight(page, shot) {
      await isOpenToAll(page);
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/${width}-${shot}.png`, fullPage: true });
    }

    test("a leader sends an application back with a reason at a field", async () => {
      await as("process-leader", async (page) => {
        await page.goto(path("/personal/granskning"));
        await looksRight(page, "queue");
        await page.getByRole("link", { name }).click();
        await looksRight(page, "application");
        const main = page.locator("main");
        assert.match(await main.innerText(), /Så gör vi: integration/);
        assert.match(await main.innerText(), said(/Kan vara samma företag/, /May be the same/));
        await decide(page);
        assert.match(await errorSummary(page).innerText(), said(/Vad beslutar du/, /What do you decide/));
        await looksRight(page, "application-faulty");
        await page.locator("input[value=return]").check();
        await page.locator("summary").nth(1).click();
        await page.fill("#skal-attestations-participation", "Hur märks det?");
        await decide(page);
        assert.match(await flash(page), said(/tillbaka hos företaget/, /back with the enterprise/));
        await page.goto(path(`/personal/granskning/${id}`));
        assert.match(await main.innerText(), /Hur märks det\?/);
        await looksRight(page, "over");
      });
    });

    test("staff lists it, and compares what it wants to change", async () => {
      await as(owner, async (page) => {
        const enterprise = `/api/v1/enterprises/${id}`;
        const again = await page.request.post(`${enterprise}:submit`, {
          data: {},
          headers: { "sec-fetch-site": "same-origin" },
        });
        assert.ok(again.ok(), await again.text());
      });
      await as("staff", async (page) => {
        await page.goto(path(`/personal/granskning/${id}`));
        await page.locator("input[value=list]").check();
        await decide(page);
        assert.match(await flash(page), said(/står nu på listan/, /on the list now/));
      }, plain);
      await as(owner, async (page) => {
        const changed = await page.request.patch(`/api/v1/enterprises/${id}`, {
          data: { name: `${name} och sal` },
          headers: { "sec-fetch-site": "same-origin" },
        });
        assert.ok(changed.ok(), await changed.text());
      });
      await as("process-leader", async (page) => {
        await page.goto(path(`/personal/granskning/${id}`));
        await looksRight(page, "changes");
      });
      await as("staff", async (page) => {
        await page.goto(path(`/personal/granskning/${id}`));
        const main = await page.locator(".before-after").innerText();
        assert.ok(main.includes(name) && main.includes(`${name} och sal`), main);
        await page.locator("input[value=approve]").check();
        await decide(page);
        assert.match(await flash(page), said(/godkända/, /approved/));
      }, plain);
    });

    test("staff certifies it, takes that back, and sees what is left to do", async () => {
      await as("staff", async (page) => {
        await page.goto(path(`/personal/foretag/${id}/certifiering`));
        await looksRight(page, "certify");
        await press(page);
        assert.match(await flash(page), said(/certifierat i två år/, /certified for two years/));
        await looksRight(page, "enterprise");
        await page.goto(path(`/personal/foretag/${id}/certifiering`));
        await press(page);
        assert.match(await errorSummary(page).innerText(), said(/Fyll i skäl/, /Fill in reason/));
        await looksRight(page, "revoke");
        await page.fill("#reason", "Ni har slutat.");
        await press(page);
        assert.match(await flash(page), said(/återkallad/, /revoked/));
        for (const [place, shot] of [
          [`/personal/foretag/${id}/historik`, "history"],
          ["/personal/lan", "work"],
          ["/personal/lan?county=14", "work-county"],
          ["/personal", "overview"],
        ]) {
          await page.goto(path(place));
          await looksRight(page, shot);
        }
      });
    });
  });
}
