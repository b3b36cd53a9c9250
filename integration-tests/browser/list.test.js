// The list in a real browser, on a phone and on a desk: found, filtered, read,
// in both languages, with and without JavaScript, and open to everybody.
// BASE_URL is a running site with the samples.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WIDTHS, isOpenToAll, launch, visit } from "./site.js";

const ALL = 400;
// Every kind of page, with the status that it is to have.
const PAGES = {
  "/": 200,
  "/en/": 200,
  "/asf-listan": 200,
  "/en/asf-listan": 200,
  "/asf-listan?county=14": 200,
  "/asf-listan?q=catering&industry=stad&certified=true": 200,
  "/asf-listan?q=xyzzyx": 200,
  "/asf-listan?county=99": 400,
  "/asf/finns-inte": 404,
  "/finns-inte": 404,
  "/for-asf": 200,
  "/for-offentlig-sektor": 200,
  "/for-naringsliv": 200,
  "/aktuellt": 200,
  "/arkiv": 200,
};

let browser;
before(async () => {
  browser = await launch();
});
after(async () => await browser?.close());

const cards = (page) => page.locator(".cards article");

async function total(page) {
  const text = await page.locator("#traffar").innerText();
  const digits = text.split("ASF")[0].replace(/[^\d]/g, "");
  return digits === "" ? 0 : Number(digits);
}

async function search(page, text) {
  await page.getByRole("searchbox").fill(text);
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === text);
}

// On a phone the filters and the map lie in sheets behind a button.
async function open(page, sheet) {
  const button = page.locator(`button[popovertarget="${sheet}"]:visible`).first();
  if (!(await page.locator(`#${sheet}`).isVisible())) await button.click();
  await page.locator(`#${sheet}`).waitFor();
}

for (const [name, viewport] of Object.entries(WIDTHS)) {
  describe(`on a ${name}`, () => {
    const on = (steps) => () => visit(browser, { viewport }, steps);
    const without = (steps) => () => visit(browser, { viewport, javaScriptEnabled: false }, steps);

    test("a trade and a place find a fitting enterprise", on(async (page) => {
      await page.goto("/asf-listan");
      assert.equal(await total(page), ALL);
      await search(page, "catering Göteborg");
      const found = await total(page);
      assert.ok(found > 0 && found < ALL, `${found}`);
      assert.match(await cards(page).first().innerText(), /Göteborg/);
    }));

    test("a facet finds as many as it promises", on(async (page) => {
      await page.goto("/asf-listan");
      await open(page, "filter");
      const facet = page.locator("details#industry");
      if (!(await facet.evaluate((it) => it.open))) await facet.locator("summary").click();
      const choice = facet.locator("label", { has: page.locator('input[value="catering"]') });
      const promised = Number(await choice.locator(".count").innerText());
      await choice.locator("input").check();
      // With scripts the list follows at once where it is in sight; where a
      // sheet lies over it, or without scripts, the button does it.
      await page
        .waitForURL(/industry=catering/, { timeout: 2000 })
        .catch(() => page.locator("#filter .apply button").click());
      await page.waitForURL(/industry=catering/);
      await page.getByRole("link", { name: "Ta bort Catering" }).waitFor();
      assert.equal(await total(page), promised);
      await page.getByRole("link", { name: "Ta bort Catering" }).click();
      await page.waitForURL((url) => !url.search.includes("catering"));
      await page.locator("#traffar", { hasText: `${ALL}` }).waitFor();
    }));

    test("a county on the map leads to its enterprises", on(async (page) => {
      await page.goto("/asf-listan");
      await open(page, "karta");
      const county = page.locator('.map a[data-area="13"]');
      const label = await county.getAttribute("aria-label");
      const promised = Number(label.match(/: (\d+)/)[1]);
      await county.focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(/county=13/);
      await page.getByRole("link", { name: "Ta bort Hallands län" }).waitFor();
      assert.equal(await total(page), promised);
      await open(page, "karta");
      assert.equal(await page.locator(".map a[data-area]").count(), 6, "its municipalities");
      await isOpenToAll(page);
    }));

    test("a profile tells what its card promised", on(async (page) => {
      await page.goto("/asf-listan?q=catering");
      const link = cards(page).first().getByRole("link").first();
      const title = await link.innerText();
      await link.click();
      await page.waitForURL(/\/asf\//);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), title);
      const data = await page.locator('script[type="application/ld+json"]').textContent();
      assert.ok(data.includes(JSON.stringify(title)), data);
      await isOpenToAll(page);
    }));

    test("a search goes on in English", on(async (page) => {
      await page.goto("/asf-listan?q=catering");
      const before = await total(page);
      await page.locator('header a[rel="alternate"][hreflang="en"]').click();
      await page.waitForURL(/\/en\/asf-listan\?q=catering/);
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      assert.equal(await total(page), before);
      await cards(page).first().getByRole("link").first().click();
      await page.waitForURL(/\/en\/asf\//);
      await isOpenToAll(page);
    }));

    test("an empty result offers a way out", on(async (page) => {
      await page.goto("/asf-listan?q=hunddagis&industry=cykel&county=09");
      assert.equal(await total(page), 0);
      const repair = page.locator(".repairs a").first();
      await repair.click();
      await page.waitForURL((url) => !/q=hunddagis.*industry=cykel.*county=09/.test(url.search));
      assert.ok((await total(page)) > 0);
    }));

    test("everything works without JavaScript", without(async (page) => {
      await page.goto("/asf-listan");
      await search(page, "städning");
      const found = await total(page);
      assert.ok(found > 0 && found < ALL, `${found}`);
      await page.locator('#karta a[data-area="01"]').first().dispatchEvent("click");
      await page.waitForURL(/county=01/);
      assert.ok((await total(page)) <= found);
      await cards(page).first().getByRole("link").first().click();
      await page.waitForURL(/\/asf\//);
      assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    }));

    for (const [path, status] of Object.entries(PAGES)) {
      test(`${path} is open to all`, on(async (page) => {
        const answer = await page.goto(path);
        assert.equal(answer.status(), status);
        await isOpenToAll(page);
      }));
    }
  });
}

describe("by keyboard", () => {
  test("the first stop leads to the content", async () => {
    await visit(browser, { viewport: WIDTHS.desk }, async (page) => {
      await page.goto("/asf-listan");
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      assert.match(await focused.innerText(), /Hoppa till innehållet/);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      assert.ok(await page.locator("main :focus").count());
    });
  });
});

describe("in the dark", () => {
  test("the list is open to all", async () => {
    await visit(browser, { viewport: WIDTHS.phone, colorScheme: "dark" }, async (page) => {
      await page.goto("/asf-listan?county=14");
      await isOpenToAll(page);
    });
  });
});
