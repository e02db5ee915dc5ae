// Starts the page, and goes from view to view.

import { get } from "./api.js";
import * as calls from "./calls.js";
import { at } from "./dom.js";
import * as faults from "./faults.js";
import * as form from "./form.js";
import * as keys from "./keys.js";
import * as ledger from "./ledger.js";
import { known, listen, onChange } from "./store.js";
import { onLanguage, preferred, speak, switchable, t } from "./words.js";

const VIEWS = ["calls", "form", "faults", "ledger"];
const THEMES = ["auto", "light", "dark"];
const SIGNS = { auto: "◐", light: "☀", dark: "☾" };
let view = "calls";
/** Where the page stands, as its address says it. */
let here = null;

/** Goes to a view, or to a place in it, before the next key is heard. */
function go(place) {
  location.hash = place;
  route();
}

function route() {
  // The browser tells of a change later, when it has been followed already.
  if (location.hash === here) return;
  here = location.hash;
  const [name, rest] = location.hash.slice(1).split("/", 2);
  view = VIEWS.includes(name) ? name : "calls";
  for (const other of VIEWS) {
    at(other).hidden = other !== view;
    const tab = at(`tab-${other}`);
    tab.setAttribute("aria-selected", other === view);
    tab.tabIndex = other === view ? 0 : -1;
  }
  if (view === "form") form.open(rest ? decodeURIComponent(rest) : "");
  ledger.opened(view === "ledger");
}

/** Over the tabs to the view that is open: the link's own hash would be taken for a view. */
function skip(event) {
  event.preventDefault();
  at("main").focus();
}

function tabs() {
  for (const name of VIEWS) at(`tab-${name}`).addEventListener("click", () => go(name));
  at("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = VIEWS[(VIEWS.indexOf(view) + step + VIEWS.length) % VIEWS.length];
    go(next);
    at(`tab-${next}`).focus();
  });
}

function themed(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  at("theme").textContent = SIGNS[theme];
}

function theme() {
  let now = localStorage.getItem("theme");
  if (!THEMES.includes(now)) now = "auto";
  themed(now);
  at("theme").addEventListener("click", () => {
    now = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
    localStorage.setItem("theme", now);
    themed(now);
  });
}

function live() {
  const dot = at("live");
  dot.dataset.state = known.isLive ? "on" : "off";
  dot.title = t(known.isLive ? "page.live" : "page.lost");
  dot.setAttribute("aria-label", dot.title);
  dot.setAttribute("role", "img");
}

async function start() {
  theme();
  tabs();
  at("skip").addEventListener("click", skip);
  const [state, endpoints] = await Promise.all([get("/state"), get("/endpoints")]);
  at("gateway").textContent = state.gateway;
  at("copy-gateway").addEventListener("click", () => navigator.clipboard.writeText(state.gateway));
  calls.start();
  faults.start(state.faults, endpoints);
  ledger.start();
  form.start(endpoints, go);
  onLanguage(live);
  onChange(live);
  await speak(preferred());
  switchable();
  keys.start(go, () => view);
  addEventListener("hashchange", route);
  route();
  listen();
}

start();
