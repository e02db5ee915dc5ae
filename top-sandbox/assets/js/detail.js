// One call in full: what was checked, what was answered, what was signed.

import { get } from "./api.js";
import { copyButton, h, renew } from "./dom.js";
import { clock, duration } from "./list.js";
import { json, pretty, xml } from "./text.js";
import { current, t, word } from "./words.js";

const FORMATS = ["simplified", "classic", "xml"];
let format = "simplified";

/** Fetches a call and draws it into this element; `onClose` makes a button. */
export async function draw(element, id, onClose) {
  const turn = (element.turn ?? 0) + 1;
  element.turn = turn;
  let call;
  try {
    call = await get(`/calls/${id}`);
  } catch (error) {
    call = null;
  }
  // Another one may have been asked for in the meantime, or the same one anew.
  if (element.turn !== turn) return;
  // Nothing is replaced under the reader's pointer without a reason.
  const text = JSON.stringify([current(), id, call]);
  if (element.drawn === text) return;
  element.drawn = text;
  const redraw = () => renew(element, call ? parts(call, onClose, redraw) : forgotten(onClose));
  redraw();
}

function forgotten(onClose) {
  return [closable(h("h2", {}, t("detail.forgotten")), onClose)];
}

function closable(title, onClose) {
  const button = h("button", { class: "quiet", type: "button", on: { click: onClose } }, "✕");
  button.title = t("detail.close");
  button.setAttribute("aria-label", button.title);
  return h("div", { class: "top" }, title, button);
}

function parts(call, onClose, redraw) {
  const row = call.row;
  return [
    closable(h("h2", {}, row.method || t("calls.nameless")), onClose),
    h(
      "div",
      { class: "facts" },
      h("span", { class: "outcome", "data-outcome": row.outcome }, word("outcome", row.outcome)),
      h("span", { class: "mono" }, clock(row.at)),
      h("span", { class: "mono" }, duration(row.micros)),
      h("span", { class: "mono" }, call.request_id),
      call.status === null ? null : h("span", { class: "mono" }, `HTTP ${call.status} · ${call.bytes} B`),
      row.effect ? h("span", { class: "tag effect" }, t("detail.effect")) : null,
    ),
    ...said(call),
    h("h3", {}, t("detail.checks")),
    checks(call),
    ...replies(call, redraw),
    ...params(call),
    ...canonical(call),
  ];
}

/** What a person wants to know first. */
function said(call) {
  const row = call.row;
  const notes = [];
  const note = (outcome, ...text) => notes.push(h("p", { class: "said", "data-outcome": outcome }, ...text));
  if (call.failure) {
    const { code, msg, sub_code, sub_msg } = call.failure;
    const why = [sub_code, sub_msg].filter(Boolean).join(" · ");
    note("refused", h("b", {}, `${word("check", row.check)}: `), `${code} ${msg}`, why ? ` — ${why}` : "");
    if (row.check === "signature" && code === "25") note("refused", t("detail.signature"));
  }
  if (row.outcome === "rejected") note("rejected", h("b", {}, row.code), ` ${row.text}`);
  if (row.fault) note("broken", h("b", {}, `${t("detail.fault")}: `), word("fault", row.fault));
  if (call.instead) note("refused", h("b", {}, `${t("detail.instead")}: `), row.text);
  if (call.cut) note("broken", word("cut", call.cut));
  if (row.fault && !call.carried_out) note("waiting", t("detail.not_done"));
  if (row.fault && call.carried_out && row.outcome !== "ok") note("ok", t("detail.done_anyway"));
  return notes;
}

function checks(call) {
  const items = call.checks.map(({ check, state }) =>
    h("li", { "data-state": state, "data-check": check, title: word("state", state) },
      h("span", { class: "unseen" }, `${word("state", state)}: `),
      word("check", check)),
  );
  return h("ol", { class: "checks" }, items);
}

function replies(call, redraw) {
  const shown = [];
  if (call.instead) shown.push(["detail.told", call.instead]);
  if (call.replies) shown.push([call.instead ? "detail.truth" : "detail.reply", call.replies]);
  return shown.flatMap(([title, texts]) => {
    const text = texts[format];
    const choose = (name) => () => {
      format = name;
      redraw();
    };
    const button = (name) =>
      h("button", { type: "button", "data-format": name, "aria-pressed": name === format, on: { click: choose(name) } }, word("format", name));
    return [
      h("h3", {}, t(title), h("span", { class: "formats" }, FORMATS.map(button)), copy(text)),
      h("pre", { class: "text reply", tabindex: "0" }, text === "" ? t("detail.secret_reply") : format === "xml" ? xml(text) : json(text)),
    ];
  });
}

function params(call) {
  const lines = call.params.map(([name, value]) =>
    h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, pretty(value))),
  );
  const files = call.files.map(([param, name, bytes]) =>
    h("tr", {}, h("th", { scope: "row" }, param), h("td", {}, `${name} · ${bytes} B`)),
  );
  const more = call.left_out ? h("p", { class: "faint" }, t("detail.left_out", { count: call.left_out })) : null;
  const body = call.body ? h("pre", { class: "text", tabindex: "0" }, call.body) : null;
  return [
    h("h3", {}, t("detail.params"), h("span", { class: "faint" }, `${call.verb} · ${call.app_key}`)),
    h("table", { class: "pairs" }, h("tbody", {}, lines, files)),
    more,
    body,
  ].filter(Boolean);
}

/** The text that is signed, with the secret where it belongs and never what it is. */
function canonical(call) {
  if (call.left_out) return [];
  const isMd5 = call.sign_method === "md5";
  const secret = () => h("span", { class: "mask", title: t("detail.secret") }, "‹secret›");
  const pairs = call.params
    .filter(([name]) => name !== "sign")
    .map(([name, value]) => [h("span", { class: "name" }, name), value]);
  const ends = isMd5 ? [secret()] : [];
  return [
    h("h3", {}, t("detail.canonical"), h("span", { class: "faint" }, call.sign_method), copy(call.canonical)),
    h("pre", { class: "text canonical", tabindex: "0" }, ends, pairs.flat(), call.body, isMd5 ? secret() : null),
    h("p", { class: "faint" }, t(isMd5 ? "detail.by_md5" : "detail.by_hmac")),
  ];
}

function copy(text) {
  return copyButton(t("page.copy"), t("page.copied"), () => text);
}
