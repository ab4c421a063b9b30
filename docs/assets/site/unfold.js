/** One button opens all blocks, and closes them again. */
import { all, make, one } from "./dom.js";

let opens = true; // what the next press does, and says
const button = make("button", { className: "unfold", type: "button" }, "Open every block");
button.onclick = () => {
  for (const fold of all("article details")) fold.open = opens;
  opens = !opens;
  button.textContent = opens ? "Open every block" : "Close every block";
};
one(".unfold-place")?.append(button);
