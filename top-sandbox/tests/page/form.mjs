// Trying endpoints by hand, and by keyboard alone.

import assert from "node:assert/strict";

import { checked } from "./wait.mjs";

const COMPLETE = "alibaba.tcls.aelophy.merchant.channel.refund.complete";

export async function the_form_checks_and_really_sends({ gateway, open }) {
  const page = await open();
  await page.goto(`${gateway.page}#form/${COMPLETE}`);
  await checked(page, false);
  await page.click("#send");
  // Whoever sends what is wrong is taken to it.
  await page.locator(".field[data-path=out_order_id].bad input:focus").waitFor();
  await page.locator(".field[data-path=out_order_id] .wrong", { hasText: /^out_order_id is required$/ }).waitFor();
  await page.locator("#violations", { hasText: "give at least one of" }).waitFor();

  await page.click("#sample");
  await checked(page, true);
  await page.fill("[data-name='refund_fee']", "a lot");
  await page.locator(".field[data-path=refund_fee].bad", { hasText: "refund_fee must be" }).waitFor();
  await page.fill("[data-name='refund_fee']", "123");
  await checked(page, true);
  await page.click("#send");
  await page.locator("#result .outcome[data-outcome=ok]").waitFor();
  await page.locator("#result .reply", { hasText: "SUCCESS" }).waitFor();
  await page.click("#tab-calls");
  await page.getByText("1 calls", { exact: true }).waitFor();
}

export async function what_is_wrong_can_be_sent_all_the_same({ gateway, open }) {
  const page = await open();
  await page.goto(`${gateway.page}#form/${COMPLETE}`);
  await checked(page, false);
  await page.click("#sample");
  await checked(page, true);
  await page.fill("[data-name='out_order_id']", "");
  await checked(page, false);
  await page.check("#try-unchecked");
  await page.click("#send");
  await page.locator("#result .checks [data-check=arguments][data-state=failed]").waitFor();
  await page.uncheck("#try-unchecked");
  await page.click("#sample");
  await checked(page, true);
  await page.selectOption("#try-mistake", "timestamp");
  await page.click("#send");
  await page.locator("#result .checks [data-check=timestamp][data-state=failed]").waitFor();
}

export async function nested_fields_and_lists({ gateway, open }) {
  const page = await open();
  await page.goto(`${gateway.page}#form/${COMPLETE}`);
  // What is wrong takes room: it is there before anything is clicked that it would move.
  const add = async (name) => {
    await checked(page, false);
    await page.click(`[data-add='${name}']`);
  };
  await add("sub_refund_orders");
  const first = page.locator("[data-name='sub_refund_orders[0].sku_code']");
  await first.fill("test");
  await add("sub_refund_orders");
  assert.equal(await first.inputValue(), "test");
  await page.locator(".field[data-path='sub_refund_orders[1].sku_code'].bad").waitFor();
  // Documented codes are offered.
  await add("pay_channels");
  const list = await page.locator("[data-name='pay_channels[0].pay_channel_type']").getAttribute("list");
  assert.ok((await page.locator(`#${list} option`).count()) > 2);
}

export async function what_is_pressed_at_once_is_not_lost({ gateway, open }) {
  const page = await open();
  await gateway.sample("uncharge.update");
  await page.locator(".row").waitFor();
  // No browser comes to a task of its own between these: each finds the page as the last one left it.
  const pressed = (keys) => page.evaluate((names) => {
    for (const key of names) {
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
  }, keys);
  await pressed(["3", "2", "/"]);
  await page.locator("#find:focus").waitFor();
  await page.locator(`#form [data-method="${COMPLETE}"]`).focus();
  await page.evaluate((method) => document.querySelector(`[data-method="${method}"]`).click(), COMPLETE);
  await pressed(["1", "j", "Enter"]);
  await page.locator("#detail:focus h2", { hasText: "uncharge.update" }).waitFor();
  await pressed(["2"]);
  await page.locator("#form h2", { hasText: COMPLETE }).waitFor();
}

export async function what_is_pressed_twice_is_sent_once({ gateway, open }) {
  const page = await open();
  await page.goto(`${gateway.page}#form/${COMPLETE}`);
  await page.locator("#sample").waitFor();
  await page.evaluate(() => {
    document.getElementById("sample").click();
    for (let time = 0; time < 2; time += 1) document.getElementById("send").click();
  });
  await page.locator("#send:focus:not([aria-disabled=true])").waitFor();
  await page.locator("#result .outcome[data-outcome=ok]").waitFor();
  // A second one would have been told before this one.
  await gateway.sample("flowdetail.get");
  await page.click("#tab-calls");
  await page.locator(".row", { hasText: "flowdetail.get" }).waitFor();
  await page.getByText("2 calls", { exact: true }).waitFor();
}

export async function an_old_answer_does_not_undo_a_new_one({ gateway, open }) {
  const page = await open();
  await page.goto(`${gateway.page}#form/${COMPLETE}`);
  await page.click("#sample");
  await checked(page, true);
  // The answer about "a lot" is kept back until the one about "123" is there.
  let release;
  const isReleased = new Promise((resolve) => { release = resolve; });
  const isAbout = (fee) => (message) => message.url().endsWith("/api/check") && message.postDataJSON().params.refund_fee === fee;
  await page.route("**/api/check", async (route) => {
    if (isAbout("a lot")(route.request())) await isReleased;
    await route.continue();
  });
  const late = page.waitForResponse((answer) => isAbout("a lot")(answer.request()));
  const kept = page.waitForRequest(isAbout("a lot"));
  await page.fill("[data-name='refund_fee']", "a lot");
  await kept;
  await page.fill("[data-name='refund_fee']", "123");
  await checked(page, true);
  release();
  await (await late).finished();
  await page.evaluate(() => fetch("/api/state").then((answer) => answer.text()));
  await checked(page, true);
}

export async function keyboard_alone_does_a_whole_task({ open }) {
  const page = await open();
  const key = (name) => page.keyboard.press(name);
  await key("2");
  await key("/");
  await page.keyboard.type("reversepoint");
  await key("Tab");
  await page.waitForFunction(() => document.activeElement.dataset.method?.endsWith("reversepoint"));
  await key("Enter");
  await page.locator("#form h2", { hasText: "reversepoint" }).waitFor();
  // However many fields there are, the way goes on to the buttons behind them.
  for (let step = 0; step < 200; step += 1) {
    if (await page.evaluate(() => document.activeElement.id === "sample")) break;
    await key("Tab");
  }
  await key("Enter");
  await page.waitForFunction(() => document.activeElement.id === "send");
  await key("Control+Enter");
  await page.locator("#result .outcome[data-outcome=ok]").waitFor();
  await key("1");
  await page.locator(".row").waitFor();
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

export async function the_skip_link_stays_in_its_view({ gateway, open }) {
  const page = await open();
  await page.goto(`${gateway.page}#ledger`);
  await page.locator("#ledger:not([hidden])").waitFor();
  await page.locator("#skip").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "main");
  assert.ok(await page.locator("#ledger").isVisible());
}

export async function every_control_is_reached_and_seen({ gateway, open }) {
  const page = await open();
  for (const view of ["calls", "form", "faults", "ledger"]) {
    await page.goto(`${gateway.page}#${view}`);
    await page.locator(`#${view}:not([hidden])`).waitFor();
    // The last that comes.
    const last = { form: "#send", ledger: "[data-table]" }[view];
    if (last) await page.locator(last).first().waitFor();
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
