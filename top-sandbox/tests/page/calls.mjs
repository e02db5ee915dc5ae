// Calls as they come in, and what is told of each.

import assert from "node:assert/strict";

import { SECRET, SESSION } from "./gateway.mjs";

export async function calls_appear_live({ gateway, open }) {
  const page = await open();
  assert.equal(await page.locator(".row").count(), 0);
  await gateway.sample("uncharge.update");
  await page.locator(".row", { hasText: "uncharge.update" }).waitFor();
  await gateway.call("taobao.no.such");
  await page.locator(".row[data-outcome=refused]", { hasText: "taobao.no.such" }).waitFor();
  await page.getByText("2 calls", { exact: true }).waitFor();
  // The newest is on top.
  await page.locator(".row[aria-posinset='1']", { hasText: "no.such" }).waitFor();
}

export async function the_failing_check_is_named_and_no_secret_shown({ gateway, open }) {
  const page = await open();
  await gateway.sample("uncharge.update", {}, "another-secret");
  await page.locator(".row").click();
  const failed = page.locator(".checks [data-check=signature][data-state=failed]");
  await failed.waitFor();
  assert.equal(await page.locator(".checks [data-state=failed]").count(), 1);
  assert.equal(await page.locator(".checks [data-check=session][data-state=unreached]").count(), 1);
  assert.match(await page.locator(".detail .said").first().textContent(), /signature.*25 Invalid Signature/);

  const canonical = await page.locator(".canonical").textContent();
  assert.match(canonical, /^‹secret›app_key12345678formatjsonmethodalibaba.*session\*\*\*sign_methodmd5timestamp.*v2\.0‹secret›$/s);
  const html = await page.content();
  const raw = await page.evaluate(() => fetch("/api/calls/1").then((answer) => answer.text()));
  for (const text of [html, raw]) {
    assert.ok(!text.includes(SESSION) && !text.includes(SECRET));
    assert.doesNotMatch(text, /\b[0-9A-F]{32}\b/);
  }
}

export async function a_reply_is_shown_in_three_formats({ gateway, open }) {
  const page = await open();
  await gateway.sample("flowdetail.get");
  await page.locator(".row[data-outcome=ok]").click();
  const reply = page.locator(".reply");
  const begin = {
    simplified: /^\{\s+"result": \{\s+"biz_success": true/,
    classic: /^\{\s+"alibaba_alsc_crm_recharge_account_flowdetail_get_response": \{/,
    xml: /^<\?xml/,
  };
  for (const [format, expected] of Object.entries(begin)) {
    await page.locator(`.formats [data-format=${format}]`).click();
    await page.locator(`.formats [data-format=${format}][aria-pressed=true]:focus`).waitFor();
    assert.match(await reply.textContent(), expected);
  }
}

export async function filters_and_a_pause({ gateway, open }) {
  const page = await open();
  await gateway.sample("uncharge.update");
  await gateway.sample("flowdetail.get");
  await gateway.call("taobao.no.such");
  await page.locator(".row").nth(2).waitFor();
  await page.fill("#filter", "FLOWDETAIL");
  await page.getByText("1 shown of 3 calls").waitFor();
  assert.equal(await page.locator(".row").count(), 1);
  await page.fill("#filter", "");
  await page.selectOption("#outcome", "refused");
  await page.getByText("1 shown of 3 calls").waitFor();
  assert.match(await page.locator(".row .method").textContent(), /no\.such/);
  await page.selectOption("#outcome", "");

  await page.click("#pause");
  await gateway.sample("flowdetail.get");
  await page.getByText("Resume (+1)").waitFor();
  assert.equal(await page.locator(".row").count(), 3);
  await page.click("#pause");
  await page.locator(".row").nth(3).waitFor();
}

export async function a_batch_is_shown_as_one({ gateway, open }) {
  const page = await open();
  // What cannot be a batch is shown as one that was refused.
  const answer = await fetch(`http://127.0.0.1:${gateway.port}/router/batch`, { method: "POST", body: "x=1" });
  await answer.text();
  await page.locator(".row .tag", { hasText: "batch" }).waitFor();
}

export async function the_ledger_changes_after_a_refund({ gateway, open }) {
  const page = await open();
  await page.click("#tab-ledger");
  const refunded = page.locator("[data-table='ledger.refunds'] tbody tr:first-child td:nth-child(3)");
  await refunded.filter({ hasText: /^0$/ }).waitFor();
  await gateway.sample("refund.complete");
  await refunded.filter({ hasText: /^123$/ }).waitFor();
  await gateway.sample("uncharge.update");
  await page.locator("[data-table='ledger.flows'] td", { hasText: "UNCHARGE" }).waitFor();
}
