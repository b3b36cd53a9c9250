// Social benefit in a real browser: an owner tells of two years, without
// JavaScript, and everybody sees them on the profile and in the sums. BASE_URL
// is a running site where two owners have an enterprise on the list.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { errorSummary, flash, logIn } from "./person.js";
import { WIDTHS, isOpenToAll, launch, visit } from "./site.js";

// One for each width: the phone reads Swedish and the desk English.
const PEOPLE = {
  phone: { local: "owner", slug: "koket-kajen", root: "" },
  desk: { local: "nonmember", slug: "koket-hojden", root: "/en" },
};
const WORDS = {
  phone: { preview: "Förhandsgranska", tell: "Publicera rapporten", change: "Ändra", table: "Alla år som tabell", show: "Visa" },
  desk: { preview: "Preview", tell: "Publish the report", change: "Change it", table: "All years as a table", show: "Show" },
};
// As a Swede types them.
const NUMBERS = {
  employed: "20",
  employed_target_group: "17",
  participants: "1 037",
  hours: "41 200",
  moved_to_work: "3",
  moved_to_studies: "6",
  method: "Ur lönelistan och närvarolistan.",
  source: "Årsredovisningen",
  investment: "200 000,50",
  outcome_1: "Månader utan försörjningsstöd",
  quantity_1: "36",
  value_1: "12000,50",
  value_source_1: "Kommunens riksnorm",
};

let browser;
before(async () => {
  browser = await launch();
});
after(async () => await browser?.close());

async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
}

for (const [name, viewport] of Object.entries(WIDTHS)) {
  describe(`on a ${name}`, () => {
    const { local, slug, root } = PEOPLE[name];
    const words = WORDS[name];
    const button = (page, label) => page.getByRole("button", { name: words[label], exact: true });

    const asOwner = (steps, options) => visit(browser, { viewport, ...options }, async (page) => {
      await logIn(page, `${local}@asf.example`, `sample-password-for-${local}`);
      await steps(page);
    });
    const home = `${root}/konto/foretag/samhallsnytta`;
    // A script sends the form once what it saves by itself has arrived.
    const preview = async (page) => {
      await Promise.all([page.waitForEvent("framenavigated"), button(page, "preview").click()]);
      await page.waitForLoadState();
    };

    test("an owner tells of two years without a script, after seeing what everybody will", async () => {
      await asOwner(async (page) => {
        for (const year of ["2024", "2025"]) {
          await page.goto(`${home}/ny`);
          await fill(page, { ...NUMBERS, year, employed: "tjugo", moved_to_work: "" });
          await preview(page);
          assert.equal(await errorSummary(page).getByRole("link").count(), 2);
          assert.equal(await page.inputValue("#employed"), "tjugo");
          await fill(page, { employed: "16", moved_to_work: "3" });
          await preview(page);
          assert.equal(await errorSummary(page).getByRole("link").count(), 1);
          await fill(page, { employed: "20" });
          await preview(page);
          const shown = await page.locator(".preview").innerText();
          assert.match(shown, /<5/);
          assert.doesNotMatch(shown, /\b17\b/);
          await button(page, "change").click();
          assert.equal(await page.inputValue("#investment"), "200 000,50");
          await preview(page);
          await button(page, "tell").click();
          assert.match(await flash(page), new RegExp(year));
        }
      }, { javaScriptEnabled: false });
    });

    test("the owner's pages are open to everybody", async () => {
      await asOwner(async (page) => {
        for (const path of ["", "/ny", "/2024/dra-tillbaka", "/2024"]) {
          await page.goto(`${home}${path}`);
          await isOpenToAll(page);
        }
        await fill(page, { employed: "", outcome_2: "Arbete" });
        await preview(page);
        await isOpenToAll(page);
        await fill(page, { employed: "21", outcome_2: "" });
        await preview(page);
        assert.equal(await page.locator(".preview").count(), 1);
        await isOpenToAll(page);
      });
    });

    test("everybody sees them on the profile and in the sums", async () => {
      await visit(browser, { viewport }, async (page) => {
        await page.goto(`${root}/asf/${slug}`);
        const benefit = page.locator("section.benefit");
        assert.match(await benefit.innerText(), /<5/);
        await benefit.getByText(words.table).click();
        assert.equal(await benefit.locator("details tbody tr").count(), 2);
        await isOpenToAll(page);
        await page.goto(`${root}/samhallsnytta`);
        await isOpenToAll(page);
        await page.selectOption("#county", "14");
        await button(page, "show").click();
        assert.match(page.url(), /county=14/);
        const sums = await page.locator(".sums").innerText();
        assert.match(sums, /\d–\d/);
        await page.selectOption("#county", "01");
        await button(page, "show").click();
        assert.equal(await page.locator(".empty").count(), 1);
        await isOpenToAll(page);
      });
    });
  });
}
