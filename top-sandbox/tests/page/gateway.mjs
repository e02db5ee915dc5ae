// A gateway with its page, and calls as a client makes them.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";
import readline from "node:readline";

export const KEY = "12345678";
export const SECRET = "helloworld";
export const SESSION = "a-session-of-the-gateway";

const FORM = "application/x-www-form-urlencoded";
const SAMPLES = JSON.parse(readFileSync(process.env.SAMPLES, "utf8"));

/** The body of a call, signed by MD5. It is good for ten minutes. */
function signed(method, params, secret) {
  const now = new Date(Date.now() + 8 * 3600 * 1000).toISOString();
  const all = {
    method, app_key: KEY, session: SESSION, v: "2.0", format: "json", sign_method: "md5",
    timestamp: now.slice(0, 19).replace("T", " "), ...params,
  };
  const text = Object.keys(all).sort().map((name) => name + all[name]).join("");
  all.sign = createHash("md5").update(secret + text + secret).digest("hex").toUpperCase();
  return new URLSearchParams(all).toString();
}

/** The body of the page's sample call whose method ends so, with these changes. */
export function sampled(end, changes = {}, secret = SECRET) {
  const { method, param, request } = SAMPLES.find((one) => one.method.endsWith(end));
  return signed(method, { [param]: JSON.stringify({ ...request, ...changes }) }, secret);
}

export class Gateway {
  static async start(binary) {
    const options = ["--port", "0", "--page-port", "0", "--app-key", KEY, "--app-secret", SECRET, "--session", SESSION];
    const process = spawn(binary, options, { stdio: ["ignore", "pipe", "inherit"] });
    const lines = [];
    for await (const line of readline.createInterface({ input: process.stdout })) {
      lines.push(line);
      if (lines.length === 3) break;
    }
    return new Gateway(process, Number(lines[0]), lines[2]);
  }

  constructor(process, port, page) {
    this.process = process;
    this.port = port;
    this.page = page;
  }

  stop() {
    this.process.kill();
  }

  /** A call; gives the reply as text. */
  call(method, params = {}, secret = SECRET) {
    return this.post(signed(method, params, secret));
  }

  /** The sample call of the method that ends so, with these changes. */
  sample(end, changes = {}, secret = SECRET) {
    return this.post(sampled(end, changes, secret));
  }

  /** A call on the wire. */
  bytes(body) {
    const head = `POST /router/rest HTTP/1.1\r\nHost: 127.0.0.1:${this.port}\r\nContent-Type: ${FORM}\r\n`;
    return `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  }

  post(body) {
    return new Promise((resolve, reject) => {
      const headers = { "Content-Type": FORM, "Content-Length": Buffer.byteLength(body) };
      // A connection of its own: the gateway may just be closing an old one.
      const options = { port: this.port, host: "127.0.0.1", path: "/router/rest", method: "POST", headers, agent: false };
      const request = http.request(options, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (piece) => { text += piece; });
        response.on("end", () => resolve(text));
        response.on("error", reject);
      });
      request.on("error", reject);
      request.end(body);
    });
  }
}
