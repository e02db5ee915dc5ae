// Texts as they came, laid out for reading. Nothing is parsed into numbers: long ids stay whole.

/** JSON with line breaks and indents; anything else as it stands. */
export function json(text) {
  let out = "";
  let depth = 0;
  let quoted = false;
  const line = () => `\n${"  ".repeat(Math.max(0, depth))}`;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      out += letter;
      if (letter === "\\") out += text[(at += 1)] ?? "";
      else if (letter === '"') quoted = false;
    } else if (letter === '"') {
      quoted = true;
      out += letter;
    } else if (letter === "{" || letter === "[") {
      const empty = text[at + 1] === "}" || text[at + 1] === "]";
      if (empty) {
        out += letter + text[(at += 1)];
      } else {
        depth += 1;
        out += letter + line();
      }
    } else if (letter === "}" || letter === "]") {
      depth -= 1;
      out += line() + letter;
    } else if (letter === ",") {
      out += letter + line();
    } else if (letter === ":") {
      out += ": ";
    } else if (letter.trim() !== "") {
      out += letter;
    }
  }
  return out;
}

/** XML with a line for each element. */
export function xml(text) {
  let depth = 0;
  const lines = text.replace(/></g, ">\n<").split("\n");
  const indented = lines.map((line) => {
    if (line.startsWith("</")) depth -= 1;
    const shown = "  ".repeat(Math.max(0, depth)) + line;
    const opens = /^<[^/?!][^>]*[^/]?>$/.test(line) && !line.includes("</");
    if (opens) depth += 1;
    return shown;
  });
  return indented.join("\n");
}

/** A doc comment for people who read no Rust: without its example, and without marks. */
export function prose(description = "") {
  return description.split("```")[0].replace(/[`[\]]/g, "").trim();
}

/** The first sentence of it. */
export function summary(description) {
  const [first] = prose(description).split(/(?<=\.)\s/);
  return first;
}

/** A value as it is best read. */
export function pretty(text) {
  return /^\s*[[{]/.test(text) ? json(text) : text;
}
