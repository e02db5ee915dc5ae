// Everything by keyboard.

import * as calls from "./calls.js";
import { at, h } from "./dom.js";
import * as form from "./form.js";
import { t } from "./words.js";

const KEYS = [
  ["1 – 4", "keys.views"],
  ["j / k", "keys.move"],
  ["Enter", "keys.enter"],
  ["/", "keys.filter"],
  ["p", "keys.pause"],
  ["Ctrl Enter", "keys.send"],
  ["Esc", "keys.escape"],
  ["?", "keys.help"],
];

/** Listens to the keyboard; `go` opens a view by its name, `view` tells which is open. */
export function start(go, view) {
  at("help").addEventListener("click", help);
  document.addEventListener("keydown", (event) => pressed(event, go, view()));
}

function help() {
  const dialog = at("keys");
  const close = h("button", { type: "button", on: { click: () => dialog.close() } }, t("keys.close"));
  dialog.replaceChildren(
    h("h2", { id: "keys-title" }, t("keys.title")),
    h("dl", {}, KEYS.map(([key, text]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(text))]).flat()),
    close,
  );
  dialog.showModal();
}

function isTyping(target) {
  return target.matches("input:not([type=checkbox]), textarea, select");
}

function pressed(event, go, view) {
  if (at("keys").open) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && view === "form") {
    event.preventDefault();
    form.submit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    escape(event, view);
  } else if (!isTyping(event.target)) {
    const action = actions(go, view)[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  }
}

function escape(event, view) {
  if (isTyping(event.target)) event.target.blur();
  else if (view === "calls") calls.close();
  else if (view === "form") form.close();
}

function actions(go, view) {
  const views = { 1: () => go("calls"), 2: () => go("form"), 3: () => go("faults"), 4: () => go("ledger"), "?": help };
  if (view === "calls") {
    return { ...views, j: () => calls.move(1), k: () => calls.move(-1), p: calls.pause, "/": calls.focusFilter };
  }
  if (view === "form") return { ...views, "/": form.focusFind };
  return views;
}
