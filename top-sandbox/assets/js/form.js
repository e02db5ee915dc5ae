// A form for every endpoint: filled in by hand or with a sample, checked as it is typed, and sent
// as a really signed call.

import { get, post } from "./api.js";
import { draw as drawCall } from "./detail.js";
import { at, h, say, write } from "./dom.js";
import { fields, mark } from "./fields.js";
import { known, onChange } from "./store.js";
import { prose, summary } from "./text.js";
import { current, onLanguage, t, word } from "./words.js";

/** How long the reader must stop typing before the fields are checked. */
const QUIET = 150;
const FORMATS = ["simplified", "classic", "xml"];
const SIGN_METHODS = ["hmac-sha256", "hmac", "md5"];
const MISTAKES = ["none", "signature", "app", "session", "timestamp", "version"];

const chosen = { format: "simplified", sign_method: "hmac-sha256", mistake: "none", session: false, unchecked: false };
const entered = new Map();
let files = new Map();
let endpoints = [];
let go = null;
/** The method that was asked for last; its endpoint comes a moment later. */
let asked = "";
let endpoint = null;
/** A request to begin with, and the files beside it. */
let given = { sample: {}, files: [] };
let result = null;
let timer = 0;
/** Counts what is typed and checked: an answer about something older says nothing any more. */
let turns = 0;
let parts = {};

/** Prepares the forms of these endpoints; `goTo` takes the reader to one. */
export function start(served, goTo) {
  endpoints = served;
  go = goTo;
  onLanguage(draw);
  onChange(refresh);
}

/** The values that were entered for an endpoint. */
function values() {
  if (!entered.has(endpoint.method)) entered.set(endpoint.method, {});
  return entered.get(endpoint.method);
}

/** Shows the form of a method, the first one where none is named. */
export async function open(method) {
  const wanted = method || asked || endpoints[0]?.method;
  if (!wanted || asked === wanted) return;
  asked = wanted;
  leave();
  try {
    const answer = await get(`/endpoints/${encodeURIComponent(wanted)}`);
    // Another one may have been asked for in the meantime.
    if (asked === wanted) show(answer);
  } catch (error) {
    if (asked === wanted) asked = "";
    throw error;
  }
}

/** Takes the old form away at once: keys pressed before the new one is there are not meant for it. */
function leave() {
  clearTimeout(timer);
  turns += 1;
  endpoint = null;
  result = null;
  files = new Map();
  parts.work.replaceChildren();
  listed();
}

function show(answer) {
  given = answer;
  endpoint = given.facts;
  chosen.session = endpoint.session;
  chosen.mistake = "none";
  drawWork();
}

function draw() {
  const find = h("input", { type: "search", id: "find", autocomplete: "off", placeholder: t("form.find"), "aria-label": t("form.find"), on: { input: () => listed() } });
  find.value = parts.find?.value ?? "";
  parts = { find, list: h("ul", { "aria-label": t("form.endpoints") }), work: h("div", { class: "work" }) };
  at("form").replaceChildren(h("div", { class: "endpoints" }, h("div", { class: "find" }, find), parts.list), parts.work);
  listed();
  drawWork();
}

function listed() {
  const wanted = parts.find.value.trim().toLowerCase();
  const found = endpoints.filter(({ method, description }) => `${method} ${description}`.toLowerCase().includes(wanted));
  const line = ({ method, description }) =>
    h("li", {}, h("button", { type: "button", "data-method": method, "aria-current": method === asked, on: { click: () => go(`form/${method}`) } },
      h("code", {}, method), h("span", {}, summary(description))));
  // A catalogue has thousands: nobody reads them all.
  const held = document.activeElement?.dataset?.method;
  parts.list.replaceChildren(...found.slice(0, 300).map(line));
  if (held) parts.list.querySelector(`[data-method="${CSS.escape(held)}"]`)?.focus();
}

function drawWork() {
  if (!endpoint) return;
  const context = { changed, redraw: drawWork, files };
  const tags = [
    h("span", { class: "tag" }, t(endpoint.read ? "form.reads" : "form.writes")),
    endpoint.session ? h("span", { class: "tag" }, t("form.session.needed")) : null,
    endpoint.idempotent_by ? h("span", { class: "tag" }, t("form.idempotent", { field: endpoint.idempotent_by })) : null,
    endpoint.param ? h("span", { class: "tag" }, t("form.param", { name: endpoint.param })) : null,
  ];
  parts.fields = h("div", { id: "fields" }, ...fields(endpoint.request, values(), "", context));
  parts.rest = h("div", { class: "wrong", role: "alert", id: "violations" });
  parts.result = h("aside", { class: "detail result", id: "result", tabindex: "-1", hidden: true });
  parts.both = h("div", { class: "twice" }, h("form", { id: "try", on: { submit: send } }, parts.fields, parts.rest, bar()), parts.result);
  const scroll = parts.work.scrollTop;
  parts.work.replaceChildren(h("h2", {}, endpoint.method), h("p", {}, prose(endpoint.request.description)), h("div", { class: "facts" }, tags), parts.both);
  parts.work.scrollTop = scroll;
  changed();
  showResult();
}

function bar() {
  const sample = h("button", { type: "button", id: "sample", on: { click: fillSample } }, t("form.sample"));
  const empty = h("button", { type: "button", id: "empty", on: { click: clear } }, t("form.clear"));
  parts.send = h("button", { class: "main", id: "send", title: "Ctrl+Enter" }, t("form.send"));
  return h("div", { class: "send" },
    parts.send, sample, empty,
    h("label", {}, t("form.format"), select("format", FORMATS, (value) => word("format", value))),
    h("label", {}, t("form.sign_method"), select("sign_method", SIGN_METHODS, (value) => value)),
    h("label", {}, t("form.mistake"), select("mistake", MISTAKES, (value) => word("mistake", value))),
    tick("session", t("form.session")),
    tick("unchecked", t("form.unchecked")));
}

function select(name, options, label) {
  const element = h("select", { id: `try-${name}` }, options.map((value) => h("option", { value }, label(value))));
  element.value = chosen[name];
  element.addEventListener("change", () => {
    chosen[name] = element.value;
  });
  return element;
}

function tick(name, text) {
  const element = h("input", { type: "checkbox", id: `try-${name}`, on: { change: () => { chosen[name] = element.checked; } } });
  element.checked = chosen[name];
  return h("label", {}, element, text);
}

function fillSample() {
  entered.set(endpoint.method, structuredClone(given.sample));
  for (const file of given.files) files.set(file.param, file);
  drawWork();
  at("send").focus();
  say(t("form.sample.said"));
}

function clear() {
  entered.delete(endpoint.method);
  files.clear();
  drawWork();
  at("empty").focus();
}

function changed() {
  if (!endpoint) return;
  clearTimeout(timer);
  turns += 1;
  parts.fields.dataset.checked = "false";
  timer = setTimeout(check, QUIET);
}

function body() {
  return { method: endpoint.method, params: values(), files: [...files.values()], ...chosen };
}

async function check() {
  const turn = (turns += 1);
  const violations = await post("/check", body());
  if (turn !== turns) return violations;
  const rest = mark(parts.fields, violations, current());
  parts.rest.replaceChildren(...rest.map((violation) => h("div", {}, violation[current()])));
  parts.fields.dataset.checked = "true";
  return violations;
}

async function send(event) {
  event.preventDefault();
  const button = parts.send;
  // Whoever presses twice means one call.
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  try {
    await sendOnce(button);
  } finally {
    button.ariaDisabled = "false";
    write(button, t("form.send"));
  }
}

async function sendOnce(button) {
  clearTimeout(timer);
  // What is sent is what was checked, whatever is typed meanwhile.
  const form = structuredClone(body());
  const isLeft = () => endpoint?.method !== form.method;
  const violations = await check();
  if (isLeft()) return;
  if (violations.length > 0 && !form.unchecked) {
    say(t("form.wrong", { count: violations.length }));
    parts.fields.querySelector(".bad input, .bad select, .bad button")?.focus();
    return;
  }
  write(button, t("form.sending"));
  try {
    const { call } = await post("/send", form);
    if (isLeft()) return;
    result = { call, version: -1 };
    showResult();
  } catch (error) {
    if (!isLeft()) parts.rest.replaceChildren(h("div", {}, error.message));
  }
}

/** Sends the form from anywhere in it. */
export function submit() {
  at("try")?.requestSubmit();
}

export function focusFind() {
  parts.find.focus();
  parts.find.select();
}

function showResult() {
  parts.both.classList.toggle("open", result !== null);
  parts.result.hidden = result === null;
  if (!result) return;
  parts.result.setAttribute("aria-label", t("form.result"));
  drawCall(parts.result, result.call, close).then(() => {
    const row = known.byId.get(result?.call);
    if (row) say(t("form.said", { outcome: word("outcome", row.outcome) }));
  });
}

/** A held call may get its answer later. */
function refresh() {
  const row = result && known.byId.get(result.call);
  if (row && row.version !== result.version) {
    result.version = row.version;
    showResult();
  }
}

/** Closes what came back; false where nothing did. */
export function close() {
  if (!result) return false;
  result = null;
  showResult();
  at("send").focus();
  return true;
}
