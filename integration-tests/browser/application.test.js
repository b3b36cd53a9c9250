// An ASF's own people and their enterprise, in a real browser: on a phone and
// on a desk, saved while it is written, and open to everybody. BASE_URL is a
// running site with the sample accounts; NUMBERS has an org number each.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { errorSummary, flash, logIn, press } from "./person.js";
import { WIDTHS, isOpenToAll, launch, visit } from "./site.js";

const NUMBERS = JSON.parse(process.env.NUMBERS);
const OWNERS = { phone: "owner", desk: "nonmember" };
const STEPS = [
  "/konto/foretag/profil/uppgifter",
  "/konto/foretag/verksamheter",
  "/konto/foretag/verksamheter/ny",
  "/konto/foretag/verksamheter/1",
  "/konto/foretag/verksamheter/1/ta-bort",
  "/konto/foretag/profil/tjanster",
  "/konto/foretag/profil/kontakt",
  "/konto/foretag/kriterier",
];

let browser;
before(async () => {
  browser = await launch();
});
after(async () => await browser?.close());

// Opens the page as a person would, and looks at it with a program's eyes.
async function opened(page, path) {
  const answer = await page.goto(path);
  assert.equal(answer.status(), 200, path);
  await isOpenToAll(page);
  if (process.env.SHOTS) {
    const name = `${page.viewportSize().width}${path.replaceAll("/", "-")}-${Date.now() % 100_000}.png`;
    await page.screenshot({ path: `${process.env.SHOTS}/${name}`, fullPage: true });
  }
}

// Asks the JSON API as a page of ours does; what it answered.
async function asks(page, method, path, data) {
  const headers = { "sec-fetch-site": "same-origin" };
  const answer = await page.request.fetch(`/api/v1/${path}`, { method, headers, data });
  assert.equal(answer.status(), 200, await answer.text());
  return answer.json();
}

// Leaves the field, and waits until the page says that all is saved.
async function leaves(page, field) {
  await page.locator(field).blur();
  await page.locator(".save-state", { hasText: /Sparat kl\. \d\d:\d\d/ }).waitFor();
}


for (const [name, viewport] of Object.entries(WIDTHS)) {
  describe(`on a ${name}`, () => {
    const as = (local, steps, options) => visit(browser, { viewport, ...options }, async (page) => {
      await logIn(page, `${local}@asf.example`, `sample-password-for-${local}`);
      await steps(page);
    });
    const owner = OWNERS[name];
    const plain = { javaScriptEnabled: false };
    let id;

    test("an application is saved while it is written", () =>
      as(owner, async (page) => {
        await opened(page, "/konto/foretag");
        await opened(page, "/konto/foretag/nytt");
        await page.fill("#name", `Köket på en ${name}`);
        await page.fill("#org_number", NUMBERS[name]);
        await page.fill("#municipality_code", "Göteborg");
        await press(page);
        assert.match(await flash(page), /Utkastet finns/);
        await page.fill("#description", "Vi lagar mat tillsammans.");
        await leaves(page, "#description");
        await page.selectOption("#legal_form", "ekonomisk-forening");
        await leaves(page, "#legal_form");
        await page.reload();
        assert.equal(await page.inputValue("#description"), "Vi lagar mat tillsammans.");
        assert.equal(await page.inputValue("#legal_form"), "ekonomisk-forening");
        await page.fill("#org_number", "556016-0681");
        await page.locator("#org_number").blur();
        await page.locator(".save-state", { hasText: /Inte sparat än\. Den sista siffran/ }).waitFor();
        await page.fill("#org_number", NUMBERS[name]);
        await page.locator("#org_number").blur();
        await page.locator(".save-state:empty").waitFor({ state: "attached" });
        await press(page);
        await page.waitForURL("**/konto/foretag/verksamheter");
      }));

    test("the rest is filled in without scripts, and wrong fields are found", () =>
      as(owner, async (page) => {
        await page.goto("/konto/foretag/verksamheter");
        await page.getByRole("link", { name: "Lägg till en verksamhet" }).click();
        await page.fill("#people", "några");
        await press(page);
        assert.match(await errorSummary(page).innerText(), /hur många arbetar/i);
        await page.selectOption("#industry", "catering");
        await page.fill("#offer", "Lunch");
        await page.getByLabel("Hela landet").check();
        await page.fill("#people", "12");
        await press(page);
        assert.match(await page.locator("main").innerText(), /Tar uppdrag i hela landet/);
        await page.goto("/konto/foretag/profil/tjanster");
        await page.getByLabel("Arbetsträning").first().check();
        await press(page);
        await page.waitForURL("**/kontakt");
        await page.goto("/konto/foretag/kriterier");
        for (const criterion of ["integration", "participation", "reinvestment", "independence"]) {
          await page.fill(`#${criterion}`, "Så här gör vi hos oss.");
        }
        await press(page);
        await page.waitForURL("**/lamna-in");
      }, plain));

    test("every page of the application is open to everybody", () =>
      as(owner, async (page) => {
        for (const path of ["/konto/foretag", ...STEPS, "/konto/foretag/lamna-in"]) await opened(page, path);
        await opened(page, "/en/konto/foretag/kriterier");
        await page.goto("/konto/foretag/lamna-in");
        await press(page);
        assert.match(await flash(page), /Ansökan är inlämnad/);
        await opened(page, "/konto/foretag");
        ({ id } = await asks(page, "GET", "enterprises:own"));
      }));

    test("what the reviewer says stands where it is corrected", async () => {
      await as("staff", async (page) => {
        const reasons = [
          { field: "description", reason: "Vilka är ni?" },
          { field: "attestations[independence]", reason: "Vem äger er?" },
        ];
        await asks(page, "POST", `enterprises/${id}:return`, { reasons });
      });
      await as(owner, async (page) => {
        await opened(page, "/konto/foretag");
        assert.match(await page.locator("main").innerText(), /Vem äger er\?/);
        await opened(page, "/konto/foretag/kriterier");
        assert.match(await page.locator("#independence-anm").innerText(), /Vem äger er\?/);
        await page.goto("/konto/foretag/lamna-in");
        await press(page);
      });
    });

    test("on the list, a change of the name waits, and the capacity is confirmed", async () => {
      await as("staff", async (page) => {
        await asks(page, "POST", `enterprises/${id}:list`, {});
      });
      await as(owner, async (page) => {
        await opened(page, "/konto/foretag");
        await page.goto("/konto/foretag/profil/uppgifter");
        await page.fill("#name", `Köket vid kajen (${name})`);
        await press(page);
        assert.match(await flash(page), /väntar på granskning/);
        await opened(page, "/konto/foretag");
        await opened(page, "/konto/foretag/andringar");
        await press(page);
        assert.match(await flash(page), /tillbakadragna/);
        await opened(page, "/konto/foretag/kapacitet");
        await press(page);
        assert.match(await flash(page), /Tack!/);
        await opened(page, "/konto/foretag/lamna-listan");
        await press(page);
        assert.match(await flash(page), /står inte på listan/);
        await opened(page, "/konto/foretag/kom-tillbaka");
        await press(page);
        assert.match(await flash(page), /Välkomna tillbaka/);
        const own = await asks(page, "GET", "enterprises:own");
        await opened(page, `/asf/${own.slug}`);
        assert.match(await page.locator("main").innerText(), /bekräftad den senaste månaden/);
      });
    });

    test("two who write at once are shown both", () =>
      as(owner, async (page) => {
        await page.goto("/konto/foretag/profil/kontakt");
        await asks(page, "PATCH", `enterprises/${id}`, { email: "hej@kajen.example" });
        await page.fill("#email", "info@kajen.example");
        await press(page);
        assert.match(await page.locator("#email-anm").innerText(), /hej@kajen\.example/);
        assert.equal(await page.inputValue("#email"), "info@kajen.example");
        await isOpenToAll(page);
        await press(page);
        assert.match(await flash(page), /Sparat/);
      }));
  });
}
