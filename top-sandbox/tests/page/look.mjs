// Languages, colours, and who may ask.

import assert from "node:assert/strict";
import http from "node:http";
import { mkdirSync } from "node:fs";

import { checked } from "./wait.mjs";

const shots = process.env.SHOTS;

async function shoot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
}

const ground = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

export async function dark_and_light({ open }) {
  const light = await open({ colorScheme: "light" });
  const dark = await open({ colorScheme: "dark" });
  const [bright, dim] = [await ground(light), await ground(dark)];
  assert.notEqual(bright, dim);
  // The switch goes from the system's choice to light to dark, and is remembered.
  await light.click("#theme");
  assert.equal(await ground(light), bright);
  await light.click("#theme");
  assert.equal(await ground(light), dim);
  await light.reload();
  await light.locator("#live[data-state=on]").waitFor();
  assert.equal(await ground(light), dim);
}

export async function chinese_and_english({ open }) {
  const chinese = await open({ locale: "zh-CN" });
  const english = await open({ locale: "en-GB" });
  const tab = (page) => page.locator("#tab-calls").textContent();
  assert.deepEqual([await tab(chinese), await tab(english)], ["调用", "Calls"]);
  await english.click("#language");
  await english.getByText("共 0 次调用").waitFor();
  assert.equal(await english.getAttribute("html", "lang"), "zh-CN");
  await english.reload();
  await english.getByText("共 0 次调用").waitFor();
}

/** Every view in both languages, dark and light, narrow and wide: no key stands where a word should. */
export async function every_view_has_its_words({ gateway, open }) {
  let calls = 0;
  for (const locale of ["en-US", "zh-CN"]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open({ locale, colorScheme });
      await gateway.sample("uncharge.update", {}, "another-secret");
      await gateway.sample("refund.complete");
      await page.goto(`${gateway.page}#calls`);
      // All are there: no other one will move what is clicked.
      calls += 2;
      await page.locator(".row").nth(calls - 1).waitFor();
      await page.locator(".row[data-outcome=refused]").first().click();
      await page.locator(".canonical").waitFor();
      await views(page, gateway, `${locale}-${colorScheme}`);
    }
  }
}

async function views(page, gateway, name) {
  for (const [width, height, size] of [[1280, 800, "wide"], [420, 800, "narrow"]]) {
    await page.setViewportSize({ width, height });
    for (const view of ["calls", "form", "faults", "ledger"]) {
      await page.goto(`${gateway.page}#${view}`);
      await page.locator(`#${view} > *`).first().waitFor();
      if (view === "form") {
        await page.click("#sample");
        await checked(page, true);
      }
      if (view === "ledger") await page.locator("[data-table]").first().waitFor();
      const text = await page.locator("body").innerText();
      const keys = text.match(/\b(page|tab|calls|detail|form|faults|ledger|keys|kind|limit|check|state)\.[a-z_]+\b/g);
      assert.equal(keys, null);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${view} is ${overflow} pixels too wide at ${width}`);
      await shoot(page, `${name}-${size}-${view}`);
    }
  }
}

/** The status of a request with these headers. */
function status(url, method, headers) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", reject);
    request.end();
  });
}

export async function no_other_site_may_ask({ gateway, open }) {
  const state = `${gateway.page}api/state`;
  assert.equal(await status(state, "GET", {}), 200);
  assert.equal(await status(state, "GET", { Host: "rebound.example" }), 403);
  assert.equal(await status(state, "GET", { Origin: "http://evil.example" }), 403);
  assert.equal(await status(`${gateway.page}api/held`, "DELETE", { Origin: "null" }), 403);

  // A page of the gateway's port is another origin: its scripts cannot read ours.
  const page = await open();
  await page.goto(`http://127.0.0.1:${gateway.port}/`);
  const read = await page.evaluate(async (url) => {
    const tries = [() => fetch(url), () => fetch(url, { method: "POST", mode: "no-cors", body: "{}" })];
    const ends = [];
    for (const one of tries) ends.push(await one().then((answer) => answer.type, () => "refused"));
    return ends;
  }, state);
  assert.deepEqual(read, ["refused", "refused"]);
}
