/** On paper all blocks are open, also in browsers that do not print closed ones by style alone. */
import { all } from "./dom.js";

const CHOSEN = { beforeprint: "article details:not([open])", afterprint: "article details.printed" };
for (const [event, chosen] of Object.entries(CHOSEN)) {
  addEventListener(event, () => {
    for (const fold of all(chosen)) fold.open = fold.classList.toggle("printed");
  });
}
