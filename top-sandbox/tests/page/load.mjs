// A thousand calls a second for ten seconds: the page stays responsive, and nothing grows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import net from "node:net";

import { sampled } from "./gateway.mjs";

const SECONDS = 10;
const RATE = 1000;
const LINES = 8;
/** The most calls under way. */
const WAITING = 400;

export async function a_thousand_calls_a_second({ gateway, open }) {
  const page = await open();
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const sending = send(gateway);
  let slowest = 0;
  let most = 0;
  let done = false;
  const stop = () => { done = true; };
  sending.then(stop, stop);
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
  // The call that was chosen may be forgotten; the newest is not.
  await page.locator("#list").press("Home");
  await page.locator("#detail .checks").waitFor();
  const known = await page.evaluate(async () => (await import("/assets/js/store.js")).known.rows.length);
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value / 1e6;
  const memory = resident(gateway.process.pid);
  console.log(`        ${sent.calls} calls in ${sent.seconds.toFixed(1)} s, slowest frame ${slowest} ms, ${most} lines, ` +
    `heap ${heap.toFixed(1)} MB, gateway ${memory ? memory.toFixed(0) : "?"} MB`);
  assert.ok(most <= 80, `${most} lines are elements`);
  assert.ok(known <= 2000, `${known} calls are kept`);
  assert.ok(heap < 50, `the page's heap is ${heap} MB`);
  assert.ok(!memory || memory < 250, `the gateway takes ${memory} MB`);
}

/** Sends all calls, as evenly as it can, and says how long it took. Pipelined: the machine is the page's. */
async function send(gateway) {
  const request = gateway.bytes(sampled("flowdetail.get"));
  const sockets = await Promise.all(Array.from({ length: LINES }, () => connected(gateway.port)));
  const began = Date.now();
  const calls = SECONDS * RATE;
  const answered = () => sockets.reduce((sum, socket) => sum + socket.answered, 0);
  let sent = 0;
  while (answered() < calls) {
    const due = Math.min(calls, Math.ceil(((Date.now() - began) / 1000) * RATE), answered() + WAITING);
    for (; sent < due; sent += 1) sockets[sent % LINES].write(request);
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
  for (const socket of sockets) socket.destroy();
  return { calls, seconds: (Date.now() - began) / 1000 };
}

/** A connection that counts its answers. */
function connected(port) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1", () => resolve(socket));
    const head = "HTTP/1.1 200";
    let rest = "";
    socket.answered = 0;
    socket.on("error", reject);
    socket.on("data", (piece) => {
      const text = rest + piece.toString("latin1");
      socket.answered += text.split(head).length - 1;
      // A head may be cut between two pieces, and none fits in less than itself.
      rest = text.slice(1 - head.length);
    });
  });
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
