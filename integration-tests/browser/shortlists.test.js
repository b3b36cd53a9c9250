// Saving ASFs in lists, with notes, and comparing them, in a real browser: on a
// phone and on a desk, without JavaScript, and open to everybody. BASE_URL is a
// running site with the sample accounts, IDS the ids of five listed ASFs.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { errorSummary, flash, logIn, press } from "./person.js";
import { WIDTHS, isOpenToAll, launch, visit } from "./site.js";

const IDS = JSON.parse(process.env.IDS);
// An organisation each, so that the widths do not meet.
const WRITERS = { phone: "buyer", desk: "company" };

let browser;
before(async () => {
  browser = await launch();
});
after(async () => await browser?.close());

const plain = { javaScriptEnabled: false };

for (const [name, viewport] of Object.entries(WIDTHS)) {
  describe(`on a ${name}`, () => {
    const anybody = (steps, options) => visit(browser, { viewport, ...options }, steps);
    const as = (local, steps, options) => anybody(async (page) => {
      await logIn(page, `${local}@asf.example`, `sample-password-for-${local}`);
      await steps(page);
    }, options);

    test("a stranger who saves logs in first, and is back at the list in the end", () =>
      anybody(async (page) => {
        await page.goto("/asf-listan?county=14&sort=name");
        const card = page.locator(".hit").filter({ hasText: "Köket" });
        await card.getByRole("link", { name: "Spara Köket" }).click();
        await page.waitForURL("**/konto/logga-in?**");
        await page.fill("#email", `${WRITERS[name]}@asf.example`);
        await page.fill("#password", `sample-password-for-${WRITERS[name]}`);
        await press(page);
        await page.waitForURL("**/konto/listor/spara?**");
        assert.equal(await page.inputValue("#name"), "Favoriter");
        await page.fill("#note", "Bra soppa.");
        await press(page);
        assert.match(await flash(page), /Köket är sparat i ”Favoriter”/);
        assert.match(page.url(), /\/asf-listan\?county=14&sort=name$/);
      }, plain));

    test("a list gets more, a note, and gives one back", () =>
      as(WRITERS[name], async (page) => {
        await page.goto("/asf/tradgarden");
        await page.getByRole("link", { name: "Spara Trädgården" }).click();
        await page.getByLabel("Favoriter").check();
        await press(page);
        assert.match(await flash(page), /Trädgården är sparat/);
        await page.goto("/konto/listor");
        await page.getByRole("link", { name: "Favoriter" }).click();
        assert.match(await page.locator("main").innerText(), /Bra soppa\./);
        await page.getByRole("link", { name: "Skriv anteckning – Trädgården" }).click();
        await page.fill("#note", "Öppnar i maj.");
        await press(page);
        assert.match(await flash(page), /Anteckningen är sparad/);
        await page.getByRole("button", { name: "Ta bort Trädgården" }).click();
        assert.match(await flash(page), /Trädgården är borttaget/);
        assert.doesNotMatch(await page.locator(".saved").innerText(), /Trädgården/);
        await page.getByRole("button", { name: "Ångra" }).click();
        const saved = await page.locator(".saved").innerText();
        assert.match(saved, /Köket[^]*Trädgården[^]*Öppnar i maj\./);
      }, plain));

    test("two of a list are compared, and its file holds exactly these", () =>
      as(WRITERS[name], async (page) => {
        await page.goto("/konto/listor");
        await page.getByRole("link", { name: "Favoriter" }).click();
        const csv = await page.getByRole("link", { name: "CSV", exact: true }).getAttribute("href");
        const file = await (await page.request.get(csv)).text();
        assert.match(file, /Köket[^]*Trädgården|Trädgården[^]*Köket/);
        assert.doesNotMatch(file, /Bageriet/);
        await page.getByLabel("Jämför Köket").check();
        await page.getByLabel("Jämför Trädgården").check();
        await page.getByRole("button", { name: "Jämför valda" }).click();
        await page.waitForURL("**/asf-listan/jamfor?**");
        assert.equal(await page.locator(".compare thead a[aria-label]").count(), 2);
      }, plain));

    test("a taken name is told where it was typed", () =>
      as(WRITERS[name], async (page) => {
        await page.goto("/konto/listor");
        await page.fill("#name", "favoriter");
        await press(page);
        assert.match(await errorSummary(page).innerText(), /redan en lista med det namnet/);
        assert.equal(await page.inputValue("#name"), "favoriter");
      }, plain));

    test("every page of the lists is open to everybody", () =>
      as(WRITERS[name], async (page) => {
        await page.goto("/konto/listor");
        await isOpenToAll(page);
        await page.getByRole("link", { name: "Favoriter" }).click();
        await isOpenToAll(page);
        const list = new URL(page.url()).pathname;
        for (const path of ["namn", "ta-bort", `anteckning/${IDS[0]}`]) {
          await page.goto(`/en${list}/${path}`);
          await isOpenToAll(page);
        }
        await page.goto(`/konto/listor/spara?asf=${IDS[2]}`);
        await isOpenToAll(page);
        await page.goto(list);
        await page.getByRole("button", { name: "Ta bort Köket" }).click();
        await page.getByRole("button", { name: "Ångra" }).waitFor();
        await isOpenToAll(page);
      }));

    test("anybody compares from the list without JavaScript", () =>
      anybody(async (page) => {
        await page.goto("/asf-listan");
        for (const one of ["Köket", "Bageriet", "Tvätten"]) await page.getByLabel(`Jämför ${one}`).check();
        await page.getByRole("button", { name: "Jämför valda" }).click();
        const heads = page.locator(".compare thead th");
        assert.equal(await heads.count(), 4);
        await page.getByRole("link", { name: "Ta bort Bageriet ur jämförelsen" }).click();
        assert.equal(await heads.count(), 3);
        await page.fill("#q", "Cykelboden");
        await page.getByRole("button", { name: "Sök" }).click();
        await page.getByRole("link", { name: "Lägg till i jämförelsen – Cykelboden" }).click();
        assert.match(await page.locator(".compare").innerText(), /Cykelboden/);
        await page.goto(`/asf-listan/jamfor?${IDS.map((id) => `id=${id}`).join("&")}`);
        assert.match(await page.locator(".notice").innerText(), /Du har valt 5 ASF/);
      }, plain));

    test("scripts count what is chosen, and stop at four", () =>
      anybody(async (page) => {
        await page.goto("/asf-listan");
        for (const one of ["Köket", "Bageriet", "Tvätten", "Cykelboden"]) {
          await page.getByLabel(`Jämför ${one}`).check();
        }
        assert.equal(await page.locator("#jamfor output").innerText(), "4 valda");
        assert.ok(await page.getByLabel("Jämför Trädgården").isDisabled());
        await page.getByLabel("Jämför Köket").uncheck();
        assert.ok(await page.getByLabel("Jämför Trädgården").isEnabled());
        await isOpenToAll(page);
      }));

    test("a comparison is open to everybody", () =>
      anybody(async (page) => {
        for (const root of ["", "/en"]) {
          await page.goto(`${root}/asf-listan/jamfor?${IDS.slice(0, 4).map((id) => `id=${id}`).join("&")}`);
          await isOpenToAll(page);
          await page.goto(`${root}/asf-listan/jamfor?id=${IDS[0]}&id=unknown&q=Baker`);
          await isOpenToAll(page);
        }
      }));

    test("a list is deleted after it was confirmed", () =>
      as(WRITERS[name], async (page) => {
        await page.goto("/konto/listor");
        await page.getByRole("link", { name: "Favoriter" }).click();
        await page.getByRole("link", { name: "Ta bort listan" }).click();
        assert.match(await page.locator("main").innerText(), /Det går inte att ångra/);
        await press(page);
        assert.match(await flash(page), /”Favoriter” är borttagen/);
        assert.match(await page.locator("main").innerText(), /Ni har inga listor än/);
      }, plain));
  });
}
