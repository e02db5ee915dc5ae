// A list of any length, of which only the lines in sight are elements.

import { h, write } from "./dom.js";
import { t, word } from "./words.js";

/** Lines beyond the edges, so that a quick scroll shows no gaps. */
const SPARE = 6;

export class List {
  /** `onSelect` hears of the line that was chosen by hand. */
  constructor(onSelect) {
    this.rows = [];
    this.selected = null;
    this.elements = new Map();
    this.onSelect = onSelect;
    this.room = h("div", { class: "room" });
    this.empty = h("div", { class: "empty" });
    this.box = h("div", { class: "list", role: "listbox", tabindex: "0", id: "list" }, this.empty, this.room);
    this.box.addEventListener("scroll", () => this.paint(), { passive: true });
    this.room.addEventListener("click", (event) => {
      const line = event.target.closest(".row");
      if (line) this.select(Number(line.dataset.id));
    });
    new ResizeObserver(() => this.paint()).observe(this.box);
  }

  get height() {
    return matchMedia("(max-width: 900px)").matches ? 46 : 28;
  }

  /** Shows these rows, newest first; what the reader looks at stays where it is. */
  show(rows) {
    const top = this.box.scrollTop;
    const height = this.height;
    const anchor = top > 0 ? this.rows[Math.floor(top / height)] : null;
    const before = anchor ? this.rows.indexOf(anchor) : -1;
    this.rows = rows;
    this.room.style.height = `${rows.length * height}px`;
    const after = anchor ? rows.indexOf(anchor) : -1;
    if (after > before && before >= 0) this.box.scrollTop = top + (after - before) * height;
    this.paint();
  }

  paint() {
    const height = this.height;
    const first = Math.max(0, Math.floor(this.box.scrollTop / height) - SPARE);
    const count = Math.ceil(this.box.clientHeight / height) + 2 * SPARE;
    const seen = this.rows.slice(first, first + count);
    const ids = new Set(seen.map((row) => row.id));
    const idle = [];
    for (const [id, element] of this.elements) {
      if (!ids.has(id)) {
        this.elements.delete(id);
        idle.push(element);
      }
    }
    seen.forEach((row, index) => this.place(row, first + index, idle));
    for (const element of idle) element.remove();
    this.empty.hidden = this.rows.length > 0;
    this.box.setAttribute("aria-label", t("calls.list"));
    const active = this.elements.get(this.selected);
    if (active) this.box.setAttribute("aria-activedescendant", active.id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  place(row, index, idle) {
    let element = this.elements.get(row.id);
    if (!element) {
      element = idle.pop() ?? this.room.appendChild(line());
      element.row = null;
      this.elements.set(row.id, element);
    }
    if (element.row !== row || element.version !== row.version) fill(element, row);
    element.style.transform = `translateY(${index * this.height}px)`;
    element.setAttribute("aria-posinset", index + 1);
    element.setAttribute("aria-setsize", this.rows.length);
    element.setAttribute("aria-selected", row.id === this.selected);
  }

  /** Writes every line anew, in another language. */
  relabel() {
    for (const element of this.elements.values()) element.row = null;
    this.paint();
  }

  /** Chooses a line, or none, and brings it into sight. */
  select(id) {
    this.selected = id;
    const index = this.rows.findIndex((row) => row.id === id);
    if (index >= 0) {
      const top = index * this.height;
      if (top < this.box.scrollTop) this.box.scrollTop = top;
      const bottom = top + this.height - this.box.clientHeight;
      if (bottom > this.box.scrollTop) this.box.scrollTop = bottom;
    }
    this.paint();
    this.onSelect(id);
  }

  /** Chooses the line so many further down. */
  move(lines) {
    if (this.rows.length === 0) return;
    const now = this.rows.findIndex((row) => row.id === this.selected);
    const next = now < 0 ? 0 : Math.min(this.rows.length - 1, Math.max(0, now + lines));
    this.select(this.rows[next].id);
  }
}

function line() {
  const cell = (name) => h("span", { class: name });
  return h(
    "div",
    { class: "row", role: "option" },
    ["at", "outcome", "method", "why", "marks", "took"].map(cell),
  );
}

function fill(element, row) {
  element.row = row;
  element.version = row.version;
  element.id = `row-${row.id}`;
  element.dataset.id = row.id;
  element.dataset.outcome = row.outcome;
  const [at, outcome, method, why, marks, took] = element.children;
  write(at, clock(row.at));
  write(outcome, word("outcome", row.outcome));
  // Methods differ at their end: what is cut is the beginning. The marks keep dots in their place.
  write(method, `\u200e${row.method || t("calls.nameless")}\u200e`);
  method.title = row.method;
  write(why, row.check ? `${word("check", row.check)} · ${row.text}` : row.text || row.code);
  marks.replaceChildren(
    ...[
      row.batch && h("span", { class: "tag" }, t("calls.batch")),
      row.fault && h("span", { class: "tag fault", title: word("fault", row.fault) }, row.fault),
      row.effect && h("span", { class: "tag effect", title: t("calls.effect.title") }, t("calls.effect")),
    ].filter(Boolean),
  );
  write(took, duration(row.micros));
}

/** The time of day, to the millisecond. */
export function clock(at) {
  const date = new Date(at);
  const two = (value) => String(value).padStart(2, "0");
  const millis = String(date.getMilliseconds()).padStart(3, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${millis}`;
}

/** Microseconds in a unit that people read. */
export function duration(micros) {
  if (micros === null || micros === undefined) return "…";
  if (micros < 1000) return `${micros} µs`;
  if (micros < 1_000_000) return `${(micros / 1000).toFixed(micros < 10_000 ? 1 : 0)} ms`;
  return `${(micros / 1_000_000).toFixed(1)} s`;
}
