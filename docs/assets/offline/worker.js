/**
 * Keeps what a reader has loaded, for when there is no network. Nothing kept is ever shown while there is one: each request
 * goes there first, and asks whether what the browser has is still true. EDITION stands above, and changes with the site.
 */
"use strict";

const OURS = `kept for ${registration.scope} `; // other sites of this host have caches of their own
const CACHE = OURS + EDITION;

const isOurs = ({ method, url }) => method === "GET" && url.startsWith(registration.scope);

/** A page is the same whatever the search asked for. */
const bare = (url) => url.split(/[?#]/)[0];

const keep = async (url, reply) => {
  if (reply.ok && reply.type === "basic") await (await caches.open(CACHE)).put(bare(url), reply);
};

const kept = async (url) => (await caches.open(CACHE)).match(bare(url), { ignoreVary: true });

const answer = async (event) => {
  const { request } = event;
  try {
    const reply = await fetch(request, { cache: "no-cache" });
    event.waitUntil(keep(request.url, reply.clone()));
    return reply;
  } catch (error) {
    const before = await kept(request.url);
    if (before) return before;
    throw error;
  }
};

/** What was kept of an older edition is fetched anew, then forgotten. */
const renew = async () => {
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === CACHE) continue;
    const requests = await (await caches.open(name)).keys();
    await caches.delete(name);
    for (const { url } of requests) await fresh(url);
  }
};

const fresh = async (url) => {
  if (!isOurs({ method: "GET", url }) || (await kept(url))) return;
  await fetch(url, { cache: "no-cache" }).then((reply) => keep(url, reply)).catch(() => {});
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => isOurs(event.request) && event.respondWith(answer(event)));
addEventListener("message", (event) => event.waitUntil(Promise.all([...event.data.map(fresh), renew()])));
