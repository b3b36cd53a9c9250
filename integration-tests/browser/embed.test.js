// The list and the map on another site, in a real browser. BASE_URL is a
// running site with some listed ASFs; the other site is a server of this test.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { WIDTHS, isOpenToAll, launch, visit } from "./site.js";

const SITE = process.env.BASE_URL;

// As the page with the code gives it.
const PAGES = {
  "/list": `<iframe id="list" src="${SITE}/inbaddat/lista?county=14" title="ASF-listan" width="100%" height="700"></iframe>`,
  "/map": `<iframe src="${SITE}/en/inbaddat/karta" title="Map" width="100%" height="700"></iframe>`,
  "/script": `<script src="${SITE}/embed.js" data-view="lista" data-county="14" async></script>`,
  "/other-page": `<iframe src="${SITE}/asf-listan" title="Not for frames" width="100%" height="700"></iframe>`,
};

let browser;
let server;
let foreign;
before(async () => {
  browser = await launch();
  server = createServer((request, response) => {
    const body = PAGES[request.url];
    response.writeHead(body ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    const page = `<!doctype html><html lang="sv"><title>Kommunen</title><main><h1>Kommunen</h1>${body}</main>`;
    response.end(body ? page : "");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  // Another host than that of the site, since cookies know no ports.
  foreign = `http://localhost:${server.address().port}`;
});
after(async () => {
  await browser?.close();
  await new Promise((closed) => server.close(closed));
});

for (const [name, viewport] of Object.entries(WIDTHS)) {
  describe(`on a ${name}`, () => {
    const opened = (path, steps, options) => visit(browser, { viewport, other: foreign, ...options }, async (page) => {
      await page.goto(`${foreign}${path}`);
      await steps(page);
    });
    const plain = { javaScriptEnabled: false };

    test("the list stands there without any script, and its links leave the frame", () =>
      opened("/list", async (page) => {
        const frame = page.frameLocator("iframe");
        await frame.getByRole("link", { name: /Köket/ }).waitFor();
        const [opens] = await Promise.all([
          page.waitForEvent("popup"),
          frame.getByRole("link", { name: /Köket/ }).click(),
        ]);
        await opens.waitForURL("**/asf/koket");
        assert.equal(page.url(), `${foreign}/list`);
        assert.deepEqual(await page.context().cookies(), []);
      }, plain));

    test("the map stands there without any script", () =>
      opened("/map", async (page) => {
        const frame = page.frameLocator("iframe");
        await frame.getByRole("heading", { name: "Where there are ASFs" }).waitFor();
        const link = frame.locator(".area-list a").first();
        assert.equal(await link.getAttribute("target"), "_blank");
        assert.equal(await link.getAttribute("rel"), "noopener");
      }, plain));

    test("the script's frame is as high as its content", () =>
      opened("/script", async (page) => {
        const frame = page.frameLocator("iframe");
        await frame.getByRole("link", { name: /Köket/ }).waitFor();
        await page.waitForFunction(() => document.querySelector("iframe").height !== "700");
        const inside = page.frames().at(-1);
        const [content, shown] = await inside.evaluate(() => [document.body.offsetHeight, innerHeight]);
        assert.ok(Math.abs(content - shown) <= 1, `${content} in ${shown}`);
        assert.match(inside.url(), /county=14/);
      }));

    test("no other page of the site can be put into a frame", () =>
      opened("/other-page", async (page) => {
        const text = await page.frames().at(-1).evaluate(() => document.body?.innerText ?? "");
        assert.doesNotMatch(text, /Köket/);
      }));

    test("frames and the page with their code are open to everybody", () =>
      visit(browser, { viewport }, async (page) => {
        for (const root of ["", "/en"]) {
          for (const path of ["/inbaddat/lista", "/inbaddat/karta?county=14", "/inbaddat/lista?county=99"]) {
            await page.goto(`${root}${path}`);
            await isOpenToAll(page);
          }
          await page.goto(`${root}/asf-listan/badda-in`);
          await isOpenToAll(page);
        }
      }));

    test("what is chosen comes into the code and the example", () =>
      visit(browser, { viewport, ...plain }, async (page) => {
        await page.goto("/asf-listan/badda-in");
        await page.getByLabel("Karta").check();
        await page.selectOption("#county", "14");
        await page.getByRole("button", { name: "Visa kod" }).click();
        const codes = page.locator(".code-sample");
        assert.match(await codes.first().inputValue(), /\/inbaddat\/karta\?county=14"/);
        assert.match(await codes.last().inputValue(), /data-view="karta" data-county="14"/);
        await page.frameLocator("iframe").getByRole("heading", { name: "Var det finns ASF" }).waitFor();
      }));
  });
}
