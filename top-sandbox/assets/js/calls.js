// The first view: calls as they come in.

import { remove } from "./api.js";
import { draw } from "./detail.js";
import { at, h, say, write } from "./dom.js";
import { List } from "./list.js";
import { known, onChange, passedOver } from "./store.js";
import { number, onLanguage, t, word } from "./words.js";

const OUTCOMES = ["ok", "rejected", "refused", "broken", "waiting"];

const view = { filter: "", outcome: "", frozen: null, drawn: "" };
let list;
let parts;

/** Builds the view. */
export function start() {
  list = new List(open);
  parts = {
    filter: h("input", { type: "search", id: "filter", autocomplete: "off", spellcheck: "false", on: { input: filtered } }),
    outcome: h("select", { id: "outcome", on: { change: filtered } }),
    pause: h("button", { type: "button", id: "pause", "aria-pressed": "false", on: { click: pause } }),
    clear: h("button", { type: "button", id: "clear", on: { click: () => remove("/calls") } }),
    release: h("button", { type: "button", id: "release", hidden: true, on: { click: () => remove("/held") } }),
    total: h("span", { id: "total" }),
    passed: h("span", { id: "passed" }),
    detail: h("aside", { class: "detail", id: "detail", tabindex: "-1", hidden: true }),
  };
  parts.split = h("div", { class: "split" }, list.box, parts.detail);
  const { filter, outcome, pause: button, clear, release, total, passed } = parts;
  at("calls").append(
    h("div", { class: "bar", role: "toolbar" }, filter, outcome, button, clear, release,
      h("div", { class: "numbers" }, total, passed)),
    parts.split,
  );
  list.box.addEventListener("keydown", keys);
  onChange(refresh);
  onLanguage(label);
}

function label() {
  const { filter, outcome, clear } = parts;
  filter.placeholder = t("calls.filter");
  filter.setAttribute("aria-label", t("calls.filter"));
  const options = OUTCOMES.map((name) => h("option", { value: name }, word("outcome", name)));
  outcome.replaceChildren(h("option", { value: "" }, t("calls.all")), ...options);
  outcome.value = view.outcome;
  outcome.setAttribute("aria-label", t("calls.outcome"));
  parts.split.setAttribute("aria-label", t("calls.list"));
  parts.detail.setAttribute("aria-label", t("detail.title"));
  write(clear, t("calls.clear"));
  list.empty.replaceChildren(
    h("strong", {}, t("calls.none")),
    h("span", {}, t("calls.none.hint")),
    h("code", {}, at("gateway").textContent),
  );
  list.relabel();
  refresh();
  reopen();
}

function matches(row) {
  if (view.outcome && row.outcome !== view.outcome) return false;
  return !view.filter || row.method.toLowerCase().includes(view.filter);
}

function refresh() {
  const rows = view.frozen ?? known.rows;
  const shown = [];
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    if (matches(rows[index])) shown.push(rows[index]);
  }
  list.show(shown);
  counters(shown.length);
  const row = known.byId.get(list.selected);
  if (row && `${row.id}.${row.version}` !== view.drawn) reopen();
}

function counters(shown) {
  const { total, passed, release, pause: button } = parts;
  const filtered = view.filter || view.outcome;
  const key = filtered ? "calls.shown" : "calls.total";
  write(total, t(key, { total: number(known.total), shown: number(shown) }));
  const over = passedOver();
  passed.hidden = over === 0;
  write(passed, t("calls.passed", { count: number(over) }));
  passed.title = t("calls.passed.title");
  release.hidden = known.held === 0;
  write(release, t("calls.release", { count: number(known.held) }));
  const waiting = view.frozen ? known.total - view.total : 0;
  write(button, view.frozen ? t("calls.resume", { count: number(waiting) }) : t("calls.pause"));
  button.setAttribute("aria-pressed", view.frozen !== null);
}

function filtered() {
  view.filter = parts.filter.value.trim().toLowerCase();
  view.outcome = parts.outcome.value;
  list.box.scrollTop = 0;
  refresh();
  say(t("calls.found", { count: number(list.rows.length) }));
}

/** Holds the list still, or lets it go on. */
export function pause() {
  view.frozen = view.frozen ? null : [...known.rows];
  view.total = known.total;
  refresh();
  say(t(view.frozen ? "calls.paused" : "calls.resumed"));
}

function open(id) {
  const { detail, split } = parts;
  detail.hidden = id === null;
  split.classList.toggle("open", id !== null);
  if (id === null) return;
  const row = known.byId.get(id);
  view.drawn = row ? `${row.id}.${row.version}` : "";
  draw(detail, id, close);
}

function reopen() {
  if (list.selected !== null) open(list.selected);
}

/** Closes the detail; false where none is open. */
export function close() {
  if (list.selected === null) return false;
  list.select(null);
  list.box.focus();
  return true;
}

/** Goes so many lines down. */
export function move(lines) {
  list.move(lines);
  list.box.focus({ preventScroll: true });
}

export function focusFilter() {
  parts.filter.focus();
  parts.filter.select();
}

function keys(event) {
  const page = Math.max(1, Math.floor(list.box.clientHeight / list.height) - 1);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  if (event.key in steps) {
    event.preventDefault();
    const step = steps[event.key];
    list.move(Number.isFinite(step) ? step : Math.sign(step) * list.rows.length);
  } else if (event.key === "Enter" && list.selected !== null) {
    event.preventDefault();
    parts.detail.focus();
  }
}
