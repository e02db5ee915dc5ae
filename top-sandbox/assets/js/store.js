// What the page knows of the calls: the last ones, within bounds, and how things stand.

/** As many calls as the server keeps. */
const MOST = 2000;

const listeners = new Set();
let frame = 0;

/** The calls by id, in the order of their ids, and what the server said last. */
export const known = {
  rows: [],
  byId: new Map(),
  total: 0,
  received: 0,
  held: 0,
  faults: [],
  effects: 0,
  isLive: false,
};
// Calls up to this id were forgotten here: one that comes again is not news.
let floor = 0;

/** Calls back after changes, at most once a frame. */
export function onChange(listener) {
  listeners.add(listener);
}

function changed() {
  // A page that nobody sees is not painted, and has no frames to wait for.
  if (frame) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    for (const listener of listeners) listener();
  });
}

/** How many calls came too fast, or before this page was opened. */
export function passedOver() {
  return Math.max(0, known.total - known.received);
}

function forget() {
  known.rows = [];
  known.byId.clear();
  known.received = 0;
  floor = 0;
}

function take(row) {
  const old = known.byId.get(row.id);
  if (old) {
    if (row.effect && !old.effect) known.effects += 1;
    Object.assign(old, row, { version: old.version + 1 });
    return;
  }
  if (row.id <= floor) return;
  row.version = 0;
  known.byId.set(row.id, row);
  known.received += 1;
  if (row.effect) known.effects += 1;
  let at = known.rows.length;
  while (at > 0 && known.rows[at - 1].id > row.id) at -= 1;
  if (at === known.rows.length) known.rows.push(row);
  else known.rows.splice(at, 0, row);
}

function shrink() {
  const extra = known.rows.length - MOST;
  if (extra <= 0) return;
  for (const row of known.rows.splice(0, extra)) {
    known.byId.delete(row.id);
    floor = Math.max(floor, row.id);
  }
}

function told(event) {
  const news = JSON.parse(event.data);
  if (news.total < known.total) forget();
  for (const row of news.rows) take(row);
  shrink();
  Object.assign(known, { total: news.total, held: news.held, faults: news.faults });
  changed();
}

/** Listens to the server from now on. The browser connects again by itself. */
export function listen() {
  const events = new EventSource("/api/events");
  const live = (isLive) => () => {
    known.isLive = isLive;
    changed();
  };
  events.addEventListener("open", live(true));
  events.addEventListener("error", live(false));
  events.addEventListener("message", told);
}
