// Makes and fills elements. Texts are always texts: nothing here reads markup.

/** An element with properties and children; `on` holds its listeners, null children are left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name.startsWith("aria-")) {
      element.setAttribute(name, String(value));
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Puts these children in the place of the old; the focus stays on the one that stands where it was. */
export function renew(element, children) {
  const stops = () => [...element.querySelectorAll("button, [tabindex]")];
  const held = stops().indexOf(document.activeElement);
  element.replaceChildren(...children);
  stops()[held]?.focus({ preventScroll: true });
}

/** The element of this id. */
export function at(id) {
  return document.getElementById(id);
}

/** Sets a text only where it is another one: an unchanged page is not painted again. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Says something to those who listen to the page. */
export function say(text) {
  write(at("said"), text);
}

/** A button that copies a text and says so. */
export function copyButton(label, done, text) {
  const button = h("button", { class: "quiet small", type: "button" }, label);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    write(button, done);
    say(done);
  });
  return button;
}
