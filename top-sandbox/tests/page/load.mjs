// A thousand calls a second for ten seconds: the page stays responsive, and nothing grows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { sampled } from "./gateway.mjs";

const SECONDS = 10;
const RATE = 1000;
/** Generous: the machine may be busy, and a page that hangs takes much longer. */
const SLOWEST_MS = 5_000;

export async function a_thousand_calls_a_second({ gateway, open }) {
  const page = await open();
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const sending = send(gateway);
  let slowest = 0;
  let most = 0;
  let done = false;
  sending.then(() => { done = true; });
  while (!done) {
    const began = Date.now();
    await page.keyboard.press("j");
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    slowest = Math.max(slowest, Date.now() - began);
    most = Math.max(most, await page.locator(".row").count());
  }
  const sent = await sending;
  const all = new Intl.NumberFormat("en").format(sent.calls);
  await page.getByText(`${all} calls`, { exact: true }).waitFor();
  await page.locator("#detail .checks").waitFor();
  const known = await page.evaluate(async () => (await import("/assets/js/store.js")).known.rows.length);
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value / 1e6;
  const memory = resident(gateway.process.pid);
  console.log(`        ${sent.calls} calls in ${sent.seconds.toFixed(1)} s, slowest frame ${slowest} ms, ${most} lines, ` +
    `heap ${heap.toFixed(1)} MB, gateway ${memory ? memory.toFixed(0) : "?"} MB`);
  assert.ok(slowest < SLOWEST_MS, `a key took ${slowest} ms`);
  assert.ok(most <= 80, `${most} lines are elements`);
  assert.ok(known <= 2000, `${known} calls are kept`);
  assert.ok(heap < 50, `the page's heap is ${heap} MB`);
  assert.ok(!memory || memory < 250, `the gateway takes ${memory} MB`);
}

/** Sends all calls, as evenly as it can, and says how long it took. */
async function send(gateway) {
  const began = Date.now();
  const calls = SECONDS * RATE;
  let sent = 0;
  const waiting = new Set();
  const body = sampled("flowdetail.get");
  while (sent < calls) {
    const due = Math.min(calls, Math.ceil(((Date.now() - began) / 1000) * RATE) + 1);
    while (sent < due && waiting.size < 64) {
      sent += 1;
      const call = gateway.post(body).finally(() => waiting.delete(call));
      waiting.add(call);
    }
    await (waiting.size >= 64 ? Promise.race(waiting) : new Promise((resolve) => { setTimeout(resolve, 5); }));
  }
  await Promise.all(waiting);
  return { calls, seconds: (Date.now() - began) / 1000 };
}

/** Megabytes of a process's memory, where the system tells. */
function resident(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(status.match(/VmRSS:\s+(\d+)/)[1]) / 1e3;
  } catch {
    return null;
  }
}
