/**
 * What was loaded once opens without a network. Figures in closed folds and the worker that keeps pages are fetched when the
 * reader is at work: they are no part of the first view, and cost nothing who reads on a meter.
 */
import { all, make, one, site } from "./dom.js";

const BEGUN = ["scroll", "pointerdown", "keydown"];
const PATIENCE = 6000; // milliseconds, of a reader who touches nothing
const AT_LAST = { timeout: 1000 }; // a browser that draws nothing may never call itself idle
const idle = globalThis.requestIdleCallback ?? setTimeout;

const wait = (time) => new Promise((done) => setTimeout(done, time));

/** The worker watches over this page, if there may be one, or has had time to: after a forced reload it never does. */
const watched = async () => {
  const { serviceWorker } = navigator;
  await serviceWorker.register(new URL("sw.js", site));
  const taken = new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
  if (!serviceWorker.controller) await Promise.race([taken, wait(2000)]);
};

/** What the page was made of before the worker watched. */
const loaded = () => [location.href.split("#")[0], ...performance.getEntriesByType("resource").map(({ name }) => name)];

const prepare = async () => {
  if (navigator.connection?.saveData) return;
  await watched().catch(() => {}); // without one, figures at least
  for (const image of all("article img[loading=lazy]")) image.loading = "eager";
  navigator.serviceWorker?.ready.then(({ active }) => active.postMessage(loaded())); // on a slow device it takes its time to begin
};

let begun = false;
const begin = () => {
  if (begun) return;
  begun = true;
  place();
  idle(prepare, AT_LAST);
};
addEventListener("load", () => {
  for (const event of BEGUN) addEventListener(event, begin, { once: true, passive: true });
  setTimeout(begin, PATIENCE);
});

const note = make("p", { className: "offline", role: "status" });
/** Not before a reader is at work: whatever comes before all else of an article has all of it styled anew. */
const place = () => note.isConnected || one("article")?.prepend(note);
const tell = () => {
  place();
  note.textContent = navigator.onLine ? "" : "You are offline. This page is as it was when you last loaded it.";
};
if (!navigator.onLine) tell();
addEventListener("online", tell);
addEventListener("offline", tell);
