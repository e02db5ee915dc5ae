// The fields of a form, from a declaration. What was entered lives in plain values, so that a form
// can be drawn anew at any time.

import { h } from "./dom.js";
import { prose } from "./text.js";
import { t, word } from "./words.js";

/** TOP's words for kinds, and ours. */
const KINDS = {
  String: "text", Number: "integer", Boolean: "bool", Date: "date", Price: "yuan", BigDecimal: "decimal",
  Json: "json", "byte[]": "file", object: "object", any: "json",
};
const LIMITS = ["length", "range", "items"];

let serial = 0;

/**
 * The fields of a struct. `values` is what was entered, `path` where it stands; `context` has
 * `changed()`, `redraw()` and a map of `files`; `outer` are the structs around it, by name.
 */
export function fields(struct, values, path, context, outer = {}) {
  const shape = struct.again ? outer[struct.name] : struct;
  const around = { ...outer, [shape.name]: shape };
  const rules = [
    ...(shape.one_of ?? []).map((names) => t("form.rule.one_of", { names: names.join(", ") })),
    ...(shape.required_if ?? []).map((rule) => t("form.rule.if", rule)),
  ];
  return [
    rules.length ? h("ul", { class: "rules" }, rules.map((rule) => h("li", {}, rule))) : null,
    ...shape.fields.map((field) => row(field, values, path, { ...context, outer: around })),
  ].filter(Boolean);
}

function row(field, values, path, context) {
  const here = path ? `${path}.${field.name}` : field.name;
  const id = `field-${(serial += 1)}`;
  const isDeep = field.lists > 0 || field.type === "object";
  const need = field.required ? h("span", { class: "need", title: t("form.required") }, "*") : null;
  const name = isDeep ? h("span", { class: "label", id }, field.name) : h("label", { for: id }, field.name);
  const hints = [word("kind", kind(field)), field.amount ? t("form.amount") : "", ...LIMITS.map((name) => limit(name, field[name]))];
  const change = (value) => {
    if (value === undefined || value === "") delete values[field.name];
    else values[field.name] = value;
    context.changed();
  };
  return h(
    "div",
    { class: isDeep ? "field deep" : "field", "data-path": here },
    h("div", { class: "what" }, name, need,
      h("div", { class: "about" }, prose(field.description), " ", h("span", { class: "hint" }, hints.filter(Boolean).join(" · ")))),
    h("div", { class: "given" }, control(field, values[field.name], change, { id, here, context })),
    h("div", { class: "wrong", role: "alert" }),
  );
}

/** The word for what is entered. */
function kind(field) {
  if (field.lists > 0) return "list";
  return field.unit === "fen" ? "fen" : KINDS[field.type];
}

function limit(name, limit) {
  if (!limit) return "";
  const { min, max } = limit;
  const span = max === undefined ? `≥ ${min}` : min === undefined ? `≤ ${max}` : `${min}–${max}`;
  return `${word("limit", name)} ${span}`;
}

function control(field, value, change, place) {
  switch (kind(field)) {
    case "object":
      return struct(field, value, change, place);
    case "list":
      return list(field, value, change, place);
    case "bool":
      return bool(value, change, place);
    case "file":
      return file(change, place);
    default:
      return scalar(field, value, change, place);
  }
}

function scalar(field, value, change, { id, here }) {
  const options = field.codes?.map(({ value: code, meaning }) => h("option", { value: code }, meaning ?? ""));
  const codes = options ? h("datalist", { id: `${id}-codes` }, options) : null;
  const input = h("input", {
    id, autocomplete: "off", spellcheck: "false", "data-name": here,
    type: field.secret ? "password" : "text",
    list: codes?.id,
    "aria-required": Boolean(field.required),
    placeholder: placeholder(field),
    on: { input: () => change(input.value) },
  });
  input.value = value ?? "";
  return [input, codes].filter(Boolean);
}

function placeholder(field) {
  if (field.codes) return field.codes.slice(0, 4).map(({ value }) => value).join(" / ");
  return { date: "2026-11-11 12:00:00", yuan: "12.30", fen: "1230", json: "{}" }[kind(field)] ?? "";
}

function bool(value, change, { id, here }) {
  const select = h("select", { id, "data-name": here }, ["", "true", "false"].map((word) => h("option", { value: word }, word)));
  select.value = value === undefined ? "" : String(value);
  select.addEventListener("change", () => change(select.value === "" ? undefined : select.value === "true"));
  return select;
}

function file(change, { id, here, context }) {
  const input = h("input", { id, type: "file", "data-name": here });
  input.addEventListener("change", async () => {
    const [chosen] = input.files;
    if (chosen) {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      const encoded = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
      context.files.set(here, { param: here, name: chosen.name, bytes: encoded });
    } else {
      context.files.delete(here);
    }
    context.changed();
  });
  const file = context.files.get(here);
  return [input, file ? h("span", { class: "faint" }, file.name) : null].filter(Boolean);
}

function struct(field, value, change, { here, context, isItem }) {
  if (value === undefined || typeof value !== "object") {
    const add = () => {
      change({});
      context.redraw();
    };
    return h("button", { class: "small", type: "button", "data-add": here, on: { click: add } }, t("form.add", { name: field.name }));
  }
  const drop = () => {
    change(undefined);
    context.redraw();
  };
  return h("div", { class: isItem ? "item-fields" : "nest" },
    ...fields(field.object, value, here, context, context.outer),
    isItem ? null : h("button", { class: "small quiet", type: "button", on: { click: drop } }, t("form.remove", { name: field.name })));
}

function list(field, value, change, { here, context }) {
  const items = Array.isArray(value) ? value : [];
  const item = { ...field, lists: field.lists - 1 };
  const isDeep = item.lists > 0 || item.type === "object";
  const update = (redraw) => {
    change(items.length ? items : undefined);
    if (redraw) context.redraw();
  };
  const lines = items.map((entered, index) => {
    const at = `${here}[${index}]`;
    const id = `field-${(serial += 1)}`;
    const changeItem = (changed) => {
      items[index] = changed ?? "";
      update(false);
    };
    const drop = () => {
      items.splice(index, 1);
      update(true);
    };
    const one = control(item, entered, changeItem, { id, here: at, context, isItem: true });
    const first = Array.isArray(one) ? one[0] : one;
    first.setAttribute("aria-label", at);
    return h("div", { class: "item", "data-path": at }, h("div", {}, one), h("button", { class: "small quiet", type: "button", "aria-label": t("form.remove", { name: at }), on: { click: drop } }, "✕"));
  });
  const add = () => {
    items.push(item.lists > 0 ? [] : isDeep ? {} : "");
    update(true);
  };
  return h("div", { class: isDeep ? "nest" : "given" }, lines, h("button", { class: "small", type: "button", "data-add": here, on: { click: add } }, t("form.add", { name: field.name })));
}

/** Writes every violation beside its field, and gives back those that belong to none. */
export function mark(root, violations, language) {
  for (const element of root.querySelectorAll(".field")) {
    element.classList.remove("bad");
    element.lastElementChild.textContent = "";
  }
  const rows = new Map([...root.querySelectorAll(".field")].map((element) => [element.dataset.path, element]));
  return violations.filter((violation) => {
    const element = rows.get(violation.path) ?? rows.get(violation.path.replace(/\[\d+\]$/, ""));
    if (!element) return true;
    element.classList.add("bad");
    element.lastElementChild.append(h("div", {}, violation[language]));
    return false;
  });
}
