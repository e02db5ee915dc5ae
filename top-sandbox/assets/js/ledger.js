// The books behind the four endpoints.

import { get } from "./api.js";
import { at, h } from "./dom.js";
import { known, onChange } from "./store.js";
import { number, onLanguage, t } from "./words.js";

/** The books may also change without a call. */
const PERIOD = 2000;

let isOpen = false;
let seen = -1;
let before = new Map();
let timer = 0;
let isAsking = false;

export function start() {
  onLanguage(() => isOpen && load());
  onChange(() => isOpen && known.effects !== seen && load());
}

/** Shows the books, and keeps them fresh while they are shown. */
export function opened(open) {
  isOpen = open;
  clearInterval(timer);
  if (!open) return;
  timer = setInterval(load, PERIOD);
  load();
}

async function load() {
  if (isAsking || document.hidden) return;
  isAsking = true;
  seen = known.effects;
  try {
    draw(await get("/ledger"));
  } finally {
    isAsking = false;
  }
}

function draw(books) {
  const now = new Map();
  const panel = h("div", { class: "panel" });
  if (books) {
    panel.append(
      ...section("ledger.accounts", books.accounts, accounts, now),
      ...section("ledger.flows", books.flows, flows, now),
      ...section("ledger.points", books.points, points, now),
      ...section("ledger.refunds", books.refunds, refunds, now),
    );
  } else {
    panel.append(h("p", { class: "faint" }, t("ledger.none")));
  }
  const place = at("ledger");
  const scroll = place.firstChild?.scrollTop ?? 0;
  if (same(now) && place.firstChild) return;
  place.replaceChildren(panel);
  panel.scrollTop = scroll;
  before = now;
}

/** Whether nothing is other than it was, the language included. */
function same(now) {
  const text = (map) => [document.documentElement.lang, ...map.entries()].join("\n");
  const isSame = text(now) === draw.text;
  draw.text = text(now);
  return isSame;
}

function section(title, lines, columns, now) {
  const cells = columns();
  const head = cells.map(({ key, isNumber }) => h("th", { scope: "col", class: isNumber ? "number" : null }, t(key)));
  const rows = lines.rows.map((line) => {
    const values = cells.map((cell) => cell.of(line));
    const id = `${title} ${values[0]}`;
    const text = values.join("\t");
    now.set(id, text);
    const isNews = before.size > 0 && before.get(id) !== text;
    return h("tr", { class: isNews ? "flash" : null }, values.map((value, index) => cell(value, cells[index])));
  });
  return [
    h("h3", {}, t(title), h("span", { class: "faint" }, number(lines.rows.length + lines.more))),
    h("div", { class: "wide" }, h("table", { class: "lines", "data-table": title }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows))),
    lines.more ? h("p", { class: "faint" }, t("ledger.more", { count: number(lines.more) })) : null,
  ].filter(Boolean);
}

function cell(value, { isNumber, isSigned }) {
  const tone = isSigned && value !== 0 ? (value < 0 ? " less" : " more") : "";
  const text = isNumber && typeof value === "number" ? number(value) : String(value);
  return h("td", { class: (isNumber ? "number" : "") + tone }, isSigned && value > 0 ? `+${text}` : text);
}

const text = (key, name) => ({ key, of: (line) => line[name] ?? "" });
const amount = (key, of, isSigned = false) => ({ key, of, isNumber: true, isSigned });

function accounts() {
  return [
    text("ledger.account", "account_id"),
    amount("ledger.real", (line) => line.real),
    amount("ledger.gift", (line) => line.gift),
    amount("ledger.total", (line) => line.total),
  ];
}

function flows() {
  return [
    text("ledger.flow", "flow_id"),
    text("ledger.type", "flow_type"),
    text("ledger.account", "account_id"),
    text("ledger.order", "order_id"),
    amount("ledger.real", (line) => line.real, true),
    amount("ledger.gift", (line) => line.gift, true),
    amount("ledger.after", (line) => line.after),
    text("ledger.time", "time"),
  ];
}

function points() {
  return [
    text("ledger.order", "out_biz_id"),
    text("ledger.customer", "customer_id"),
    amount("ledger.spent", (line) => line.points),
    amount("ledger.returned", (line) => line.returned),
  ];
}

function refunds() {
  const part = (name, index) => (line) => line[name][index];
  return [
    text("ledger.order", "out_order_id"),
    amount("ledger.paid.goods", part("paid", 0)),
    amount("ledger.refunded.goods", part("refunded", 0)),
    amount("ledger.paid.post", part("paid", 1)),
    amount("ledger.refunded.post", part("refunded", 1)),
    amount("ledger.paid.package", part("paid", 2)),
    amount("ledger.refunded.package", part("refunded", 2)),
  ];
}
