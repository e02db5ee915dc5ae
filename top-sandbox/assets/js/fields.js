// The fields of a form, from a declaration. What was entered lives in plain values, so that a form
// can be drawn anew at any time.

import { h } from "./dom.js";
import { t, word } from "./words.js";

let serial = 0;

/**
 * The fields of a struct. `shapes` are all structs of the endpoint, `values` what was entered,
 * `path` where it stands, `context` has `changed()`, `redraw()` and a map of `files`.
 */
export function fields(shapes, index, values, path, context) {
  const shape = shapes[index];
  const rules = shape.rules.map(rule).filter(Boolean);
  return [
    rules.length ? h("ul", { class: "rules" }, rules) : null,
    ...shape.fields.map((field) => row(shapes, field, values, path, context)),
  ].filter(Boolean);
}

function rule(rule) {
  if (rule?.one_of) return h("li", {}, t("form.rule.one_of", { names: rule.one_of.join(", ") }));
  if (rule?.required) return h("li", {}, t("form.rule.if", { field: rule.required, other: rule.if }));
  return null;
}

function row(shapes, field, values, path, context) {
  const here = path ? `${path}.${field.name}` : field.name;
  const id = `field-${(serial += 1)}`;
  const isDeep = field.kind.type === "object" || field.kind.type === "list";
  const need = field.required ? h("span", { class: "need", title: t("form.required") }, "*") : null;
  const name = isDeep ? h("span", { class: "label", id }, field.name) : h("label", { for: id }, field.name);
  const about = [word("kind", kindName(field.kind)), field.amount ? t("form.amount") : "", ...field.limits.map(limit)];
  const change = (value) => {
    if (value === undefined || value === "") delete values[field.name];
    else values[field.name] = value;
    context.changed();
  };
  const given = h("div", { class: "given" }, control(shapes, field, field.kind, values[field.name], change, { id, here, context }));
  return h(
    "div",
    { class: isDeep ? "field deep" : "field", "data-path": here },
    h("div", { class: "what" }, name, need, 
      h("div", { class: "about" }, field.description, " ", h("span", { class: "hint" }, about.filter(Boolean).join(" · ")))),
    given,
    h("div", { class: "wrong", role: "alert" }),
  );
}

function kindName(kind) {
  return kind.type === "list" ? "list" : kind.type;
}

function limit(limit) {
  if (!limit) return "";
  const { min, max } = limit;
  const span = max === null || max === undefined ? `≥ ${min}` : min === null || min === undefined || min === 0 ? `≤ ${max}` : `${min}–${max}`;
  return `${word("limit", limit.limit)} ${span}`;
}

function control(shapes, field, kind, value, change, place) {
  switch (kind.type) {
    case "object":
      return struct(shapes, field, kind, value, change, place);
    case "list":
      return list(shapes, field, kind, value, change, place);
    case "bool":
      return bool(value, change, place);
    case "file":
      return file(change, place);
    default:
      return scalar(field, kind, value, change, place);
  }
}

function scalar(field, kind, value, change, { id, here }) {
  const codes = kind.codes ? h("datalist", { id: `${id}-codes` }, kind.codes.map(([code, meaning]) => h("option", { value: code }, meaning))) : null;
  const input = h("input", {
    id, autocomplete: "off", spellcheck: "false", "data-name": here,
    type: field.secret ? "password" : "text",
    list: codes ? codes.id : null,
    required: false,
    "aria-required": field.required,
    placeholder: placeholder(kind),
    on: { input: () => change(input.value) },
  });
  input.value = value ?? "";
  return [input, codes].filter(Boolean);
}

function placeholder(kind) {
  if (kind.codes) return kind.codes.slice(0, 4).map(([code]) => code).join(" / ");
  return { date: "2026-11-11 12:00:00", yuan: "12.30", fen: "1230", json: "{}" }[kind.type] ?? "";
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
  return input;
}

function struct(shapes, field, kind, value, change, { here, context, isItem }) {
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
  return h("div", { class: "nest" },
    ...fields(shapes, kind.shape, value, here, context),
    isItem ? null : h("button", { class: "small quiet", type: "button", on: { click: drop } }, t("form.remove", { name: field.name })));
}

function list(shapes, field, kind, value, change, { here, context }) {
  const items = Array.isArray(value) ? value : [];
  const isDeep = kind.item.type === "object" || kind.item.type === "list";
  const update = (redraw) => {
    change(items.length ? items : undefined);
    if (redraw) context.redraw();
  };
  const lines = items.map((item, index) => {
    const at = `${here}[${index}]`;
    const id = `field-${(serial += 1)}`;
    const changeItem = (entered) => {
      items[index] = entered ?? "";
      update(false);
    };
    const drop = () => {
      items.splice(index, 1);
      update(true);
    };
    const one = control(shapes, field, kind.item, item, changeItem, { id, here: at, context, isItem: true });
    const first = Array.isArray(one) ? one[0] : one;
    first.setAttribute("aria-label", at);
    return h("div", { class: "item", "data-path": at }, h("div", {}, one), h("button", { class: "small quiet", type: "button", "aria-label": t("form.remove", { name: at }), on: { click: drop } }, "✕"));
  });
  const add = () => {
    items.push(kind.item.type === "object" ? {} : isDeep ? [] : "");
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
