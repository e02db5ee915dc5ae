// Runs every test against a gateway of its own. Usage: node main.mjs TOP-SANDBOX CHROMIUM

import { chromium } from "playwright-core";

import * as calls from "./calls.mjs";
import * as faults from "./faults.mjs";
import * as form from "./form.mjs";
import * as load from "./load.mjs";
import * as look from "./look.mjs";
import { Gateway } from "./gateway.mjs";

const [binary, executablePath] = process.argv.slice(2);
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
/** Long enough for a busy machine: a wait that lasts this long is a failure, not a measurement. */
const PATIENCE = 30_000;

async function run(browser, name, test) {
  const gateway = await Gateway.start(binary);
  const strays = [];
  const errors = [];
  const open = async (options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US", ...options });
    context.setDefaultTimeout(PATIENCE);
    context.on("request", (request) => {
      if (new URL(request.url()).hostname !== "127.0.0.1") strays.push(request.url());
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => errors.push(error.message));
    // What is refused on purpose is no mistake of the page.
    const isRefusal = (text) => /^(Failed to load resource|Access to fetch)/.test(text);
    page.on("console", (message) => {
      if (message.type() === "error" && !isRefusal(message.text())) errors.push(message.text());
    });
    await page.goto(gateway.page);
    await page.locator("#live[data-state=on]").waitFor();
    return page;
  };
  try {
    await test({ gateway, open });
    if (strays.length > 0) throw new Error(`requests left the machine: ${strays}`);
    if (errors.length > 0) throw new Error(`the page says: ${errors}`);
    console.log(`ok      ${name}`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${name}\n${error.stack}`);
    return false;
  } finally {
    for (const context of browser.contexts()) await context.close();
    gateway.stop();
  }
}

const browser = await chromium.launch({ executablePath, args: FLAGS });
let failed = 0;
for (const tests of [calls, form, faults, look, load]) {
  for (const [name, test] of Object.entries(tests)) {
    if (!(await run(browser, name, test))) failed += 1;
  }
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
