// Material starts its search worker and fetches the whole index with every page. This worker stands in for it until
// somebody types; then it fetches the index and becomes the worker that its address names.
const answer = (type, data) => postMessage({ type, data });
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // Material's message types

let begun, query;

const begin = async () => {
  const reply = await fetch(new URL("../search/search_index.json", location));
  const index = await reply.json();
  importScripts(new URL(`javascripts/workers/${location.search.slice(1)}`, location));
  pass({ type: SETUP, data: { ...index, options: {} } });
  setTimeout(() => {
    removeEventListener("message", hold);
    pass({ type: QUERY, data: query });
  });
};
const pass = (data) => dispatchEvent(new MessageEvent("message", { data }));

const hold = ({ data: message, isTrusted }) => {
  if (!isTrusted || message.type !== QUERY) return;
  query = message.data;
  if (query) begun ??= begin();
  else answer(RESULT, { items: [] });
};
addEventListener("message", hold);
answer(READY);
