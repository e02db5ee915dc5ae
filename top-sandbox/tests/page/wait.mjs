// What more than one test waits for.

/** Waits until the form says what the gateway thinks of what is in it now. */
export async function checked(page, isGood) {
  const bad = ":has(.field.bad)";
  await page.locator(`#fields[data-checked=true]${isGood ? `:not(${bad})` : bad}`).waitFor();
}
