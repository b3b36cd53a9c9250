// Organisations, the enterprise that they look after, and those who decide, in
// a real browser: on a phone and on a desk, without JavaScript, and open to
// everybody. BASE_URL is a running site with the sample accounts, NAMES the
// names by slug of two listed enterprises that nobody looks after.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { errorSummary, flash, logIn, press } from "./person.js";
import { WIDTHS, isOpenToAll, launch, visit } from "./site.js";

const NAMES = JSON.parse(process.env.NAMES);
// Owners of an ASF each, so that each width has an enterprise of its own.
const OWNERS = { phone: "owner", desk: "nonmember" };

let browser;
before(async () => {
  browser = await launch();
});
after(async () => await browser?.close());

// The phone reads Swedish and the desk English: every page is seen in both.
async function opened(page, path) {
  const isPhone = page.viewportSize().width === WIDTHS.phone.width;
  const swedish = path.replace(/^\/en/, "");
  const shown = isPhone ? swedish : `/en${swedish}`;
  const answer = await page.goto(shown);
  assert.equal(answer.status(), 200, shown);
  await isOpenToAll(page);
}

// Loads the page again until it shows the text: the services hear of each
// other a moment later.
async function shows(page, path, text) {
  const until = Date.now() + 60_000;
  for (;;) {
    await page.goto(path);
    if ((await page.locator("main").innerText()).includes(text)) return;
    assert.ok(Date.now() < until, `${path} does not show ${text}`);
    await page.waitForTimeout(200);
  }
}

for (const [nth, [name, viewport]] of Object.entries(WIDTHS).entries()) {
  describe(`on a ${name}`, () => {
    const as = (local, steps, options) => visit(browser, { viewport, ...options }, async (page) => {
      await logIn(page, `${local}@asf.example`, `sample-password-for-${local}`);
      await steps(page);
    });
    const plain = { javaScriptEnabled: false };
    const slug = Object.keys(NAMES)[nth];

    test("an owner claims the enterprise, staff approve, and the owner edits it", async () => {
      await as(OWNERS[name], async (page) => {
        await page.goto(`/asf/${slug}`);
        await page.getByRole("link", { name: "Det här är vårt företag" }).click();
        await press(page);
        assert.match(await flash(page), /Anspråket är skickat/);
      }, plain);
      await as("staff", async (page) => {
        await shows(page, "/personal/ansprak", NAMES[slug]);
        await page.getByRole("link", { name: NAMES[slug] }).click();
        await press(page);
        assert.match(await errorSummary(page).innerText(), /Är det organisationens företag/i);
        await page.getByLabel("Ja, godkänn").check();
        await press(page);
        assert.match(await flash(page), /godkänt/);
      }, plain);
      await as(OWNERS[name], async (page) => {
        await shows(page, "/konto/foretag", "På listan");
        await page.getByRole("link", { name: "Grunduppgifter" }).click();
        await page.fill("#description", "Vi lagar mat och odlar.");
        await press(page);
        assert.match(await flash(page), /Sparat/);
        await page.goto(`/asf/${slug}`);
        assert.match(await page.locator("main").innerText(), /Vi lagar mat och odlar/);
      }, plain);
    });

    test("every page of an owner is open to everybody", () =>
      as(OWNERS[name], async (page) => {
        await opened(page, "/konto/organisationer");
        await page.goto("/konto/organisationer");
        const own = await page.locator(".rows h3 a").first().getAttribute("href");
        for (const path of [own, `${own}/uppgifter`, `${own}/bjud-in`]) await opened(page, path);
        await page.goto(own);
        const member = await page.locator(".rows h3 a").first().getAttribute("href");
        for (const path of [member, `${member}/ta-bort`]) await opened(page, path);
        await opened(page, "/konto/organisationer/ny");
        await opened(page, "/konto/organisationer/sok?q=kommun");
        await opened(page, "/konto/foretag");
      }));

    test("every page of the staff is open to everybody", () =>
      as("staff", async (page) => {
        for (const path of ["/personal", "/personal/ansprak", "/personal/foretag", "/personal/foretag?state=listed",
          "/personal/organisationer", "/personal/organisationer/ny", "/personal/roller",
          "/personal/logg"]) await opened(page, path);
        for (const list of ["/personal/foretag?state=listed", "/personal/organisationer", "/personal/roller"]) {
          await page.goto(list);
          await opened(page, await page.locator(".rows h3 a").first().getAttribute("href"));
        }
        await page.goto("/personal/organisationer");
        const one = await page.locator(".rows h3 a").first().getAttribute("href");
        await opened(page, `${one}/avsluta`);
      }));

    test("an organisation is added, and staff accept it with a Skoopi membership", async () => {
      const company = `Exempelbolaget på en ${name}`;
      await as("account", async (page) => {
        await page.goto("/konto/organisationer/ny");
        await press(page);
        assert.ok((await errorSummary(page).getByRole("link").count()) > 1);
        await page.getByLabel("Företag eller förening").check();
        await page.fill("#name", company);
        await page.fill("#org_number", name === "phone" ? "556016-0680" : "556036-0793");
        // Not the domain of the address, which would prove it at once.
        await page.fill("#domain", "bolaget.example");
        await press(page);
        assert.match(await flash(page), /Skoopi kontrollerar den/);
      }, plain);
      await as("staff", async (page) => {
        await page.goto("/personal/organisationer?state=unverified");
        await page.getByRole("link", { name: company }).click();
        await page.getByLabel("Den är vad den säger").check();
        await press(page);
        assert.match(await flash(page), /Beslutet är sparat/);
        await page.getByRole("link", { name: "Medlemskap i Skoopi" }).click();
        await page.fill("#from", "2026-01-01");
        await press(page);
        assert.match(await page.locator("main").innerText(), /Från 2026-01-01/);
      }, plain);
    });

    test("a role is given and taken back, each confirmed", () =>
      as("staff", async (page) => {
        await page.goto("/personal/roller");
        await page.fill("#email", "ingen@asf.example");
        await press(page);
        assert.match(await errorSummary(page).innerText(), /inget konto/);
        await page.fill("#email", "buyer@asf.example");
        await press(page);
        await page.getByLabel(/^Processledare/).check();
        await page.selectOption("#county_code", "03");
        await press(page);
        assert.match(await flash(page), /Rollen är given/);
        const row = page.locator(".row", { hasText: "Uppsala" });
        await row.getByRole("link").click();
        await press(page);
        assert.match(await flash(page), /tillbakatagen/);
        assert.equal(await page.locator(".row", { hasText: "Uppsala" }).count(), 0);
      }, plain));
  });
}
