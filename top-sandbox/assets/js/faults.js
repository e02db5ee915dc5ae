// Faults to switch on and off, and the calls that they hold.

import { post, remove } from "./api.js";
import { at, h, say, write } from "./dom.js";
import { known, onChange } from "./store.js";
import { number, onLanguage, t, word } from "./words.js";

const NUMBERS = new Set(["code", "ms", "bytes", "status"]);
const USUAL = { code: "15", sub_code: "isp.remote-service-timeout", sub_msg: "", ms: "1000", bytes: "10", status: "502", location: "http://127.0.0.1:1/" };

const chosen = { fault: "cut_after", method: "", times: "1", with: { ...USUAL } };
let orders = [];
let methods = [];
let pending;
let held;
let drawn = "";

/** Builds the view of these faults, which may befall these endpoints. */
export function start(faults, endpoints) {
  orders = faults;
  methods = endpoints.map(({ method }) => method);
  onChange(refresh);
  onLanguage(draw);
}

function draw() {
  pending = h("div", { class: "wide", id: "pending" });
  held = h("div", { id: "held" });
  at("faults").replaceChildren(
    h("div", { class: "panel" },
      h("h3", {}, t("faults.order")),
      order(),
      h("h3", {}, t("faults.pending")),
      pending,
      h("h3", {}, t("faults.held")),
      held),
  );
  drawn = "";
  refresh();
}

function labelled(text, control) {
  return h("label", {}, text, control);
}

function order() {
  const form = h("form", { class: "order", id: "order", on: { submit: switchOn } });
  const about = h("p", { class: "faint", id: "fault-about" });
  const wrong = h("p", { class: "wrong", role: "alert", id: "fault-wrong" });
  const fill = () => {
    const fault = orders.find((one) => one.fault === chosen.fault);
    form.replaceChildren(
      labelled(t("faults.fault"), choice("fault", orders.map((one) => [one.fault, one.fault]), fill)),
      labelled(t("faults.method"), choice("method", [["", t("faults.any")], ...methods.map((name) => [name, name]), ["/router/batch", "/router/batch"]])),
      labelled(t("faults.times"), input(chosen, "times", true)),
      ...fault.with.map((name) => labelled(name, input(chosen.with, name, NUMBERS.has(name)))),
      h("button", { class: "main", id: "switch-on" }, t("faults.on")),
    );
    write(about, word("fault", chosen.fault));
  };
  fill();
  return h("div", {}, form, about, wrong);
}

function choice(name, options, then) {
  const select = h("select", { id: `fault-${name}` }, options.map(([value, text]) => h("option", { value }, text)));
  select.value = chosen[name];
  select.addEventListener("change", () => {
    chosen[name] = select.value;
    if (then) {
      then();
      at(select.id).focus();
    }
  });
  return select;
}

function input(target, name, isNumber) {
  const field = h("input", { type: isNumber ? "number" : "text", min: isNumber ? "0" : null, id: `fault-${name}` });
  field.value = target[name];
  field.addEventListener("input", () => {
    target[name] = field.value;
  });
  return field;
}

async function switchOn(event) {
  event.preventDefault();
  const fault = orders.find((one) => one.fault === chosen.fault);
  const body = { fault: chosen.fault, times: Number(chosen.times) };
  if (chosen.method) body.method = chosen.method;
  for (const name of fault.with) {
    const value = chosen.with[name];
    if (value !== "") body[name] = NUMBERS.has(name) ? Number(value) : value;
  }
  try {
    await post("/faults", body);
    write(at("fault-wrong"), "");
    say(t("faults.said"));
  } catch (error) {
    write(at("fault-wrong"), t("faults.wrong", { why: error.message }));
  }
}

function refresh() {
  const badge = at("faults-badge");
  const count = known.faults.reduce((sum, fault) => sum + fault.times, 0);
  badge.hidden = count === 0;
  write(badge, number(count));
  if (!pending) return;
  const state = JSON.stringify([known.faults, known.held]);
  if (state === drawn) return;
  drawn = state;
  pending.replaceChildren(...(known.faults.length ? [table(), all()] : [h("p", { class: "faint" }, t("faults.none"))]));
  held.replaceChildren(
    h("p", {}, t("faults.holding", { count: number(known.held) }), " ",
      h("button", { type: "button", id: "release-held", disabled: known.held === 0, on: { click: () => remove("/held") } }, t("faults.release"))),
  );
}

function table() {
  const head = [t("faults.fault"), t("faults.with"), t("faults.method"), t("faults.times")].map((text) => h("th", { scope: "col" }, text));
  const rows = known.faults.map((fault) => {
    const { fault: name, method, times, ...rest } = fault;
    const given = Object.entries(rest).map(([key, value]) => `${key} ${value}`).join(", ");
    const off = h("button", { class: "small", type: "button", on: { click: () => post("/faults/remove", fault) } }, t("faults.off"));
    return h("tr", {}, h("td", { title: word("fault", name) }, name), h("td", {}, given), h("td", {}, method ?? t("faults.any")), h("td", {}, `× ${times}`), h("td", {}, off));
  });
  return h("table", { class: "lines" }, h("thead", {}, h("tr", {}, head, h("th", {}))), h("tbody", {}, rows));
}

function all() {
  return h("p", {}, h("button", { type: "button", id: "faults-clear", on: { click: () => remove("/faults") } }, t("faults.off.all")));
}
