// The page's own requests.

async function ask(path, init = {}) {
  const answer = await fetch(`/api${path}`, init);
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer.json();
}

export function get(path) {
  return ask(path);
}

export function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export function remove(path) {
  return ask(path, { method: "DELETE" });
}
