// Trying endpoints by hand, and by keyboard alone.

import assert from "node:assert/strict";

const COMPLETE = "alibaba.tcls.aelophy.merchant.channel.refund.complete";

export async function the_form_checks_and_really_sends({ gateway, open }) {
  const page = await open();
  await page.goto(`${gateway.page}#form/${COMPLETE}`);
  await page.click("#send");
  const wrong = page.locator(".field[data-path=out_order_id].bad .wrong");
  await wrong.waitFor();
  assert.equal(await wrong.textContent(), "out_order_id is required");
  await page.locator("#violations", { hasText: "give at least one of" }).waitFor();

  await page.click("#sample");
  await page.waitForFunction(() => !document.querySelector(".field.bad"));
  await page.fill("[data-name='refund_fee']", "a lot");
  await page.locator(".field[data-path=refund_fee].bad", { hasText: "refund_fee must be" }).waitFor();
  await page.fill("[data-name='refund_fee']", "123");
  await page.waitForFunction(() => !document.querySelector(".field.bad"));
  await page.click("#send");
  await page.locator("#result .outcome[data-outcome=ok]").waitFor();
  await page.locator("#result .reply", { hasText: "SUCCESS" }).waitFor();
  await page.click("#tab-calls");
  await page.getByText("1 calls", { exact: true }).waitFor();
}

export async function what_is_wrong_can_be_sent_all_the_same({ gateway, open }) {
  const page = await open();
  await page.goto(`${gateway.page}#form/${COMPLETE}`);
  await page.click("#sample");
  await page.fill("[data-name='out_order_id']", "");
  await page.locator(".field[data-path=out_order_id].bad").waitFor();
  await page.check("#try-unchecked");
  await page.click("#send");
  await page.locator("#result .checks [data-check=arguments][data-state=failed]").waitFor();
  await page.uncheck("#try-unchecked");
  await page.click("#sample");
  await page.waitForFunction(() => !document.querySelector(".field.bad"));
  await page.selectOption("#try-mistake", "timestamp");
  await page.click("#send");
  await page.locator("#result .checks [data-check=timestamp][data-state=failed]").waitFor();
}

export async function nested_fields_and_lists({ gateway, open }) {
  const page = await open();
  await page.goto(`${gateway.page}#form/${COMPLETE}`);
  await page.click("[data-add='sub_refund_orders']");
  const first = page.locator("[data-name='sub_refund_orders[0].sku_code']");
  await first.fill("test");
  await page.click("[data-add='sub_refund_orders']");
  assert.equal(await first.inputValue(), "test");
  await page.locator(".field[data-path='sub_refund_orders[1].sku_code'].bad").waitFor();
  // Documented codes are offered.
  await page.click("[data-add='pay_channels']");
  const list = await page.locator("[data-name='pay_channels[0].pay_channel_type']").getAttribute("list");
  assert.ok((await page.locator(`#${list} option`).count()) > 2);
}

export async function keyboard_alone_does_a_whole_task({ open }) {
  const page = await open();
  const key = (name) => page.keyboard.press(name);
  await key("2");
  await page.locator("#find").waitFor();
  await key("/");
  await page.keyboard.type("reversepoint");
  await key("Tab");
  await page.waitForFunction(() => document.activeElement.dataset.method?.endsWith("reversepoint"));
  await key("Enter");
  await page.locator("#fields").waitFor();
  // However many fields there are, the way goes on to the buttons behind them.
  await page.locator("#sample").waitFor();
  for (let step = 0; step < 200; step += 1) {
    if (await page.evaluate(() => document.activeElement.id === "sample")) break;
    await key("Tab");
  }
  await key("Enter");
  await page.waitForFunction(() => document.activeElement.id === "send");
  await key("Control+Enter");
  await page.locator("#result .outcome[data-outcome=ok]").waitFor();
  await key("1");
  await key("j");
  await page.locator("#detail h2", { hasText: "reversepoint" }).waitFor();
  await key("Enter");
  await page.waitForFunction(() => document.activeElement.id === "detail");
  await key("Escape");
  await page.locator("#detail").waitFor({ state: "hidden" });
  await key("?");
  await page.locator("dialog[open]").waitFor();
  await key("Escape");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
}

export async function every_control_is_reached_and_seen({ gateway, open }) {
  const page = await open();
  for (const view of ["calls", "form", "faults", "ledger"]) {
    await page.goto(`${gateway.page}#${view}`);
    await page.locator(`#${view}:not([hidden])`).waitFor();
    if (view === "form") await page.locator("#send").waitFor();
    const wanted = await page.evaluate(() => {
      const all = document.querySelectorAll("button, input, select, [tabindex='0']");
      const seen = [...all].filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
      seen.forEach((one, index) => { one.dataset.reach = index; });
      document.body.tabIndex = -1;
      document.body.focus();
      return seen.length;
    });
    const reached = new Set();
    for (let step = 0; step < wanted + 5; step += 1) {
      await page.keyboard.press("Tab");
      const [at, style] = await page.evaluate(() => {
        const one = document.activeElement;
        return [one.dataset.reach, getComputedStyle(one).outlineStyle];
      });
      if (at === undefined) continue;
      assert.notEqual(style, "none", `${view}: the focus is not seen`);
      reached.add(at);
    }
    assert.equal(reached.size, wanted, `${view}: not every control is reached`);
  }
}
