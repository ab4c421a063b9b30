/** A link into a folded block opens it; one to what stands on another page now leads there. */

const named = (hash) => {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash; // whoever typed a % meant no code
  }
};

const isHit = () => new URLSearchParams(location.search).has("h"); // which opens no more than it needs: see search/land.js

const reveal = () => {
  const target = document.getElementById(named(location.hash.slice(1)));
  const moved = target?.closest(".elsewhere"); // what stood here stands on another page now
  if (moved) return location.replace(moved.querySelector("a").href + location.hash);
  let fold = target?.closest("details:not([open])");
  if (!fold || isHit()) return;
  for (; fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
  target.scrollIntoView();
};

addEventListener("hashchange", reveal);
reveal();
