// The words of the page, in the reader's language.

import { at } from "./dom.js";

const LANGUAGES = ["en", "zh"];
const changed = new Set();
let language = "en";
let words = {};

/** The text of this key, `{name}` replaced by what is given. */
export function t(key, given = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole);
}

/** The text of a key that is made of a family and a word, or the word itself. */
export function word(family, name) {
  return words[`${family}.${name}`] ?? name;
}

export function current() {
  return language;
}

/** Calls back whenever the language changed. */
export function onLanguage(listener) {
  changed.add(listener);
}

export function number(value) {
  return new Intl.NumberFormat(language).format(value);
}

/** Loads the words and writes them into the page. */
export async function speak(wanted) {
  const answer = await fetch(`/assets/words/${wanted}.json`);
  words = await answer.json();
  language = wanted;
  document.documentElement.lang = wanted === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-title]")) {
    element.title = t(element.dataset.tTitle);
    element.setAttribute("aria-label", element.title);
  }
  for (const element of document.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
  for (const listener of changed) listener();
}

/** The language that was chosen before, or the browser's. */
export function preferred() {
  const chosen = localStorage.getItem("language");
  if (LANGUAGES.includes(chosen)) return chosen;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Lets the reader switch. */
export function switchable() {
  at("language").addEventListener("click", () => {
    const other = language === "en" ? "zh" : "en";
    localStorage.setItem("language", other);
    speak(other);
  });
}
