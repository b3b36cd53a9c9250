// Nothing that a person types is lost, however slow the network, in however
// many tabs, and though the session ends: on a phone, by pointer, with the 90
// milliseconds between pressing and letting go that a hand takes. BASE_URL is a
// running site with the sample accounts; NUMBER is a free org number.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { flash, logIn, press } from "./person.js";
import { WIDTHS, isOpenToAll, launch, visit } from "./site.js";

const BASICS = "/konto/foretag/profil/uppgifter";
const OFFER = "/konto/foretag/profil/tjanster";
const CONTACT = "/konto/foretag/profil/kontakt";
const GROUNDS = "/konto/foretag/kriterier";
const REPORT = "/konto/foretag/samhallsnytta/ny";
const SLOW = 1500;

const plain = { javaScriptEnabled: false };
let browser;
before(async () => {
  browser = await launch();
});
after(async () => await browser?.close());

const as = (local, steps, options) =>
  visit(browser, { viewport: WIDTHS.phone, ...options }, async (page) => {
    await logIn(page, `${local}@asf.example`, `sample-password-for-${local}`);
    await steps(page);
  });

// Moves to the form's button as it stands, presses, and lets go after 90 ms.
async function taps(page) {
  const button = page.locator("main form.form button[type=submit]").first();
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(90);
  const late = await button.boundingBox();
  await page.mouse.up();
  assert.deepEqual(late, box, "the button stays where it is");
}

// Every save by a script takes so long until its answer comes; the server has
// it at once.
async function answersLate(page) {
  await page.route("**/konto/foretag/**", async (route) => {
    const body = route.request().postData() ?? "";
    if (!body.includes("autosave=on")) return route.continue();
    const answer = await route.fetch();
    await new Promise((done) => setTimeout(done, SLOW));
    await route.fulfill({ response: answer }).catch(() => {});
  });
}

// As if the session had ended elsewhere: the cookie opens nothing any more.
async function losesSession(page) {
  const others = await page.context().cookies();
  await page.context().clearCookies({ name: "__Host-session" });
  assert.ok(others.some((it) => it.name === "__Host-session"));
}

// Logs in where it was led to.
async function logsInAgain(page, local) {
  await page.waitForURL("**/konto/logga-in?**");
  assert.match(await flash(page), /finns det du skrev kvar/);
  await page.fill("#email", `${local}@asf.example`);
  await page.fill("#password", `sample-password-for-${local}`);
  await press(page);
}

describe("an application on a phone", () => {
  test("begins", () =>
    as("owner", async (page) => {
      await page.goto("/konto/foretag/nytt");
      await page.fill("#name", "Köket vid älven");
      await page.fill("#org_number", process.env.NUMBER);
      await page.fill("#municipality_code", "Göteborg");
      await taps(page);
      await page.waitForURL(`**${BASICS}`);
    }));

  test("the first click on the button counts, and nothing moves under it", () =>
    as("owner", async (page) => {
      await page.goto(BASICS);
      await page.fill("#description", "Vi lagar mat.");
      await taps(page);
      await page.waitForURL("**/konto/foretag/verksamheter");
      await page.goto(BASICS);
      assert.equal(await page.inputValue("#description"), "Vi lagar mat.");
      await page.fill("#org_number", "556016-0681");
      await page.locator("#org_number").blur();
      await page.locator(".save-state", { hasText: /Inte sparat än/ }).waitFor();
      await isOpenToAll(page);
      page.on("dialog", (dialog) => dialog.accept());
    }));

  test("what the form itself is saving is nobody else's, on a slow network", () =>
    as("owner", async (page) => {
      await answersLate(page);
      await page.goto(OFFER);
      const boxes = page.locator("main form input[name=services]");
      for (const nth of [0, 1, 2]) {
        await boxes.nth(nth).check();
        await page.waitForTimeout(350);
      }
      await taps(page);
      await page.waitForURL(`**${CONTACT}`);
      await page.goto(OFFER);
      for (const nth of [0, 1, 2]) assert.ok(await boxes.nth(nth).isChecked());
    }));

  test("a save that never ends does not keep the button from saving", () =>
    as("owner", async (page) => {
      await page.route("**/konto/foretag/**", async (route) => {
        const body = route.request().postData() ?? "";
        // The server has it, and nobody hears of that.
        if (body.includes("autosave=on")) return void (await route.fetch());
        return route.continue();
      });
      await page.goto(GROUNDS);
      await page.fill("#integration", "Först.");
      await page.locator("#integration").blur();
      await page.waitForTimeout(300);
      await page.fill("#integration", "Sedan.");
      await taps(page);
      await page.waitForURL("**/lamna-in");
      await page.goto(GROUNDS);
      assert.equal(await page.inputValue("#integration"), "Sedan.");
    }));

  test("two tabs keep what was changed in either, and the same field is said to be one's own", () =>
    as("owner", async (page) => {
      const other = await page.context().newPage();
      for (const tab of [page, other]) await tab.goto(GROUNDS);
      await page.fill("#participation", "I den ena fliken.");
      await taps(page);
      await page.waitForURL("**/lamna-in");
      await other.fill("#reinvestment", "I den andra.");
      await taps(other);
      await other.waitForURL("**/lamna-in");
      for (const tab of [page, other]) await tab.goto(GROUNDS);
      assert.equal(await page.inputValue("#participation"), "I den ena fliken.");
      assert.equal(await page.inputValue("#reinvestment"), "I den andra.");
      await page.fill("#participation", "Nytt.");
      await taps(page);
      await page.waitForURL("**/lamna-in");
      await other.fill("#participation", "Annat.");
      await taps(other);
      await other.locator("#participation-anm").waitFor();
      const said = await other.locator("main").innerText();
      assert.match(said, /Du har ändrat det här i en annan flik/);
      assert.doesNotMatch(said, /Någon annan/);
      assert.match(await other.locator("#participation-anm").innerText(), /Nytt\./);
      assert.equal(await other.inputValue("#participation"), "Annat.");
    }));
});

describe("a session that ends half-way", () => {
  for (const [name, options] of [["with scripts", {}], ["without scripts", plain]]) {
    test(`loses no word of a form, ${name}`, () =>
      as("owner", async (page) => {
        page.on("dialog", (dialog) => dialog.accept());
        await page.goto(GROUNDS);
        await losesSession(page);
        await page.fill("#independence", `Vi äger oss själva, ${name}.`);
        await taps(page);
        await logsInAgain(page, "owner");
        await page.waitForURL(`**${GROUNDS}?**`);
        assert.match(await flash(page), /Kontrollera det och spara/);
        assert.equal(await page.inputValue("#independence"), `Vi äger oss själva, ${name}.`);
        // A program looks at a page by a script.
        if (options !== plain) await isOpenToAll(page);
        // It was not sent by itself.
        const fresh = await page.context().newPage();
        await fresh.goto(GROUNDS);
        assert.notEqual(await fresh.inputValue("#independence"), `Vi äger oss själva, ${name}.`);
        await taps(page);
        await page.waitForURL("**/lamna-in");
        await fresh.goto(GROUNDS);
        assert.equal(await fresh.inputValue("#independence"), `Vi äger oss själva, ${name}.`);
      }, options));
  }

  test("shows nobody else what was typed", () =>
    as("owner", async (page) => {
      await page.goto("/konto/uppgifter");
      await losesSession(page);
      await page.fill("#name", "Bara mitt");
      await taps(page);
      await logsInAgain(page, "buyer");
      await page.waitForURL("**/konto/uppgifter?**");
      assert.notEqual(await page.inputValue("#name"), "Bara mitt");
    }));
});

describe("the yearly report", () => {
  test("is kept while it is written, and filled in when its page is opened again", () =>
    as("owner", async (page) => {
      await page.goto(REPORT);
      await page.fill("#employed", "12");
      await page.fill("#method", "Räknat i lönesystemet.");
      await page.locator("#method").blur();
      await page.locator(".save-state", { hasText: /Utkastet är sparat/ }).waitFor();
      const again = await page.context().newPage();
      await again.goto(REPORT);
      assert.equal(await again.inputValue("#employed"), "12");
      assert.equal(await again.inputValue("#method"), "Räknat i lönesystemet.");
      await isOpenToAll(again);
      await again.getByRole("link", { name: "Börja om" }).click();
      assert.equal(await again.inputValue("#employed"), "");
    }));

  test("loses none of its fields when the session ends", () =>
    as("owner", async (page) => {
      await page.goto(`${REPORT}?borja-om`);
      await losesSession(page);
      await page.fill("#year", "2024");
      await page.fill("#source", "Våra egna listor.");
      await taps(page);
      await logsInAgain(page, "owner");
      await page.waitForURL(`**${REPORT}?**`);
      assert.equal(await page.inputValue("#year"), "2024");
      assert.equal(await page.inputValue("#source"), "Våra egna listor.");
    }, plain));
});

describe("a form that is sent twice", () => {
  test("is done once, and shows what the first time came to", () =>
    as("owner", async (page) => {
      await page.goto("/konto/listor");
      await page.fill("#name", "Dubbelklick");
      await page.locator("main form.form button[type=submit]").dblclick();
      await page.locator("h1", { hasText: "Dubbelklick" }).waitFor();
      assert.equal(await page.locator("#fel").count(), 0);
      await page.goto("/konto/listor");
      assert.equal(await page.getByRole("link", { name: "Dubbelklick" }).count(), 1);
    }));
});
