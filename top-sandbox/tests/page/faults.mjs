// Faults that are switched on befall the next call.

import assert from "node:assert/strict";

export async function a_fault_befalls_the_next_call({ gateway, open }) {
  const page = await open();
  await page.click("#tab-faults");
  await page.selectOption("#fault-fault", "cut_after");
  await page.click("#switch-on");
  await page.locator("#pending td", { hasText: "cut_after" }).waitFor();
  await page.locator("#faults-badge", { hasText: /^1$/ }).waitFor();

  await assert.rejects(gateway.sample("refund.complete"));
  await page.locator("#pending table").waitFor({ state: "detached" });
  await page.click("#tab-calls");
  const row = page.locator(".row[data-outcome=broken]");
  await row.locator(".fault", { hasText: "cut_after" }).waitFor();
  await row.locator(".effect").waitFor();
  await row.click();
  await page.locator(".detail .said", { hasText: "carried out all the same" }).waitFor();
}

export async function a_fault_is_switched_off({ gateway, open }) {
  const page = await open();
  await page.click("#tab-faults");
  await page.selectOption("#fault-fault", "error_before");
  await page.fill("#fault-times", "3");
  await page.click("#switch-on");
  await page.locator("#pending td", { hasText: "code 15" }).waitFor();
  await page.locator("#pending tbody button").click();
  await page.locator("#pending table").waitFor({ state: "detached" });
  assert.match(await gateway.sample("flowdetail.get"), /"biz_success":true/);
}

export async function wrong_orders_are_told({ open }) {
  const page = await open();
  await page.click("#tab-faults");
  await page.selectOption("#fault-fault", "html");
  await page.fill("#fault-status", "7");
  await page.click("#switch-on");
  await page.locator("#fault-wrong", { hasText: "status must be" }).waitFor();
}

export async function a_held_call_waits_and_is_released({ gateway, open }) {
  const page = await open();
  await page.click("#tab-faults");
  await page.selectOption("#fault-fault", "hold_before");
  await page.click("#switch-on");
  await page.locator("#pending td", { hasText: "hold_before" }).waitFor();
  const reply = gateway.sample("flowdetail.get");
  await page.click("#tab-calls");
  await page.locator(".row[data-outcome=waiting]").click();
  await page.locator(".detail .said", { hasText: "not carried out" }).waitFor();
  await page.click("#release");
  await page.locator(".row[data-outcome=ok]").waitFor();
  // The detail follows.
  await page.locator(".detail .outcome[data-outcome=ok]").waitFor();
  assert.match(await reply, /"biz_success":true/);
}
