// With JavaScript a reader can look behind each value, follow links into folded blocks, and scroll by keyboard.
// Without it every page reads in full. The data come from answers.json, once, when first asked for.
(() => {
  "use strict";
  const site = new URL("..", document.currentScript.src);
  const repository = document.querySelector("meta[name=source]")?.content;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (event, listener, capture) => document.addEventListener(event, listener, capture);

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const line = (...children) => make("p", {}, ...children);
  const code = (text) => make("code", {}, text);

  // Behind a value

  let answers; // the promise of answers.json
  const load = () => (answers ??= fetch(new URL("answers.json", site), { cache: "no-cache" }).then((reply) => reply.json()).catch(() => (answers = null)));

  // rnn.gradient@tanh[0] names the entry rnn.gradient@tanh; what follows leads into its value
  const idOf = (data) => data.dataset.answer.match(/^\w+\.\w+(@\w+)?/)[0];
  const nameOf = (id) => id.split(/[.@]/)[1];

  const place = (source) => (repository ? make("a", { href: repository + source.replace(":", "#L") }, code(source)) : code(source));

  const agreements = (witnesses) =>
    make("ul", {}, ...witnesses.map((witness) => make("li", {}, `${witness.name}: ${witness.said}`)));

  const row = ({ checked }) => line(make("a", { href: new URL(checked, site) }, "How it was checked"));

  const tellClaim = ({ fact, value, source, sides, tested, proofs, witnesses }) => {
    const read = sides.filter((side) => side.read).length;
    return [make("p", { className: "said" }, (value ? fact : `A mistake: ${fact}`).replaceAll("$", "")),
      line(`Each sign was tested on ${tested.join(", ")}, by `, place(source)),
      line(`${read} of ${sides.length} sides were also evaluated from their own text`,
        proofs ? "; proved for all values by SymPy" : ""),
      agreements(witnesses)];
  };

  const tell = (data, entries) => {
    const id = idOf(data);
    const said = (text) => make("p", { className: "said" }, text);
    const value = code(data.value.slice(0, 400));
    if (nameOf(id) === "task") return [said("Given by the task"), line("In full: ", value)];
    const isIt = (named) => named.id === id || named.alias === id;
    const slipOf = (entry) => entry.slips?.find(isIt);
    const entry = entries?.find((entry) => isIt(entry) || slipOf(entry));
    if (!entry) return [said(id), line(entries ? "answers.json is of another time than this page; load the page again." : "answers.json could not be read.",
      " The page “How it was checked” says the same.")];
    const slip = slipOf(entry);
    if (slip) {
      return [said(`Mistake: ${slip.mistake}`), line("In full: ", value), line("Computed, wrongly, by ", place(slip.source)),
        line("The answer is ", code(entry.display)), row(entry)];
    }
    if (entry.entry === "claim") return [...tellClaim(entry), row(entry)];
    const whole = entry.kind === "formula" && id === data.dataset.answer;
    const formula = /^[A-Z]\w*\(/.test(data.value); // as SymPy writes it; of a cell of a table nothing fuller can be shown
    const full = whole || !formula ? [line("In full: ", whole ? code(entry.display) : value)] : [];
    return [said(entry.fact.replaceAll("$", "")), ...full, line("Computed by ", place(entry.source)),
      agreements(entry.witnesses), row(entry)];
  };

  const card = make("div", { className: "answer-card", popover: "auto", role: "dialog", tabIndex: -1, ariaLabel: "Behind this value" });
  let shown, dismissed;

  const open = async (data) => {
    const given = nameOf(idOf(data)) === "task";
    const shut = make("button", { className: "shut", type: "button", ariaLabel: "Close", onclick: () => card.hidePopover() }, "×");
    card.replaceChildren(...tell(data, given || (await load())?.answers), shut);
    shown = data;
    data.classList.add("shown");
    data.focus({ preventScroll: true }); // where the focus returns to
    card.showPopover();
    const { top, bottom, left } = data.getBoundingClientRect();
    const above = bottom + card.offsetHeight > innerHeight && top > card.offsetHeight + 60;
    card.style.top = `${scrollY + (above ? top - card.offsetHeight - 6 : bottom + 6)}px`;
    card.style.left = `${Math.max(16, Math.min(left, document.documentElement.clientWidth - card.offsetWidth - 16))}px`;
    card.focus({ preventScroll: true });
  };

  const prepare = (data) => {
    if (data.role || !card.showPopover) return;
    // a button hides its inside from screen readers, which would lose a formula's MathML
    const [role, shown] = data.matches(".formula") ? ["group", "Checked value"] : ["button", data.textContent];
    const ariaLabel = `${shown}, ${nameOf(idOf(data)).replaceAll("_", " ")}: Enter shows what is behind it`;
    Object.assign(data, { tabIndex: 0, role, ariaLabel, ariaHasPopup: "dialog" });
  };

  if (card.showPopover) {
    document.body.append(card);
    card.addEventListener("toggle", ({ newState }) => newState === "closed" && shown.classList.remove("shown"));
    on("pointerdown", () => (dismissed = card.matches(":popover-open") && shown), true);
    on("click", ({ target }) => {
      const data = target.closest("data.answer");
      if (data && data !== dismissed) open(data);
    });
    on("keydown", (event) => {
      if (!event.target.matches("data.answer") || !["Enter", " "].includes(event.key)) return;
      event.preventDefault();
      open(event.target);
    });
  }

  // What is copied is what is shown, each formula once, as TeX

  const whole = (node) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    return element.closest(".formula");
  };
  on("copy", (event) => {
    const selected = getSelection();
    if (selected.isCollapsed || event.target.closest?.("input, textarea")) return;
    const range = selected.getRangeAt(0).cloneRange();
    const [first, last] = [whole(range.startContainer), whole(range.endContainer)];
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    const copied = range.cloneContents();
    for (const hidden of all("details:not([open]) > :not(summary)", copied)) hidden.remove();
    const formulas = all(".formula", copied);
    for (const formula of formulas) {
      const edge = formula.matches(".display") ? "$$" : "$";
      formula.replaceWith(`${edge}${formula.querySelector("math").dataset.tex}${edge}`);
    }
    if (!formulas.length) return;
    event.clipboardData.setData("text/plain", copied.textContent.trim());
    event.preventDefault();
  });

  // A link into a folded block opens it

  const named = (hash) => {
    try { return decodeURIComponent(hash); } catch { return hash; } // whoever typed a % meant no code
  };
  const reveal = () => {
    const target = document.getElementById(named(location.hash.slice(1)));
    const moved = target?.closest(".elsewhere"); // what stood here stands on another page now
    if (moved) return location.replace(moved.querySelector("a").href + location.hash);
    let fold = target?.closest("details:not([open])");
    if (!fold) return;
    for (; fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  const head = document.querySelector(".unfold-place");
  const unfold = make("button", { className: "unfold", type: "button", ariaPressed: "false" }, "Open every block");
  unfold.onclick = () => {
    const open = unfold.ariaPressed === "false";
    for (const fold of all("article details")) fold.open = open;
    unfold.ariaPressed = `${open}`;
  };
  head?.append(unfold);

  for (const event of ["beforeprint", "afterprint"]) { // for browsers that do not print closed blocks by style alone
    addEventListener(event, () => {
      for (const fold of all(event === "beforeprint" ? "article details:not([open])" : "article details.printed")) {
        fold.open = fold.classList.toggle("printed");
      }
    });
  }

  // Trained nets and explorables are fetched when the block that shows them opens, unless it opens for paper

  const scriptOf = ({ dataset }) => (dataset.explorable ? `assets/explorable/${dataset.explorable}.js` : "assets/exhibit/exhibit.js");

  const perform = async (root) => {
    if (!root.open || root.matches(".printed")) return;
    for (const stage of all(".exhibit, .explorable", root).filter(visible)) {
      const { open } = await import(new URL(scriptOf(stage), site));
      open(stage);
    }
  };

  // Values and what scrolls sideways can be reached by keyboard. What stands in a closed block waits until that opens:
  // to measure it there would lay it out and load its fonts.

  const visible = (element) => !element.closest("details:not([open])");
  const reach = (root) => {
    all("data.answer", root).filter(visible).forEach(prepare);
    for (const box of all(".formula.display, .md-typeset__scrollwrap, pre > code", root).filter(visible)) {
      if (box.tabIndex === 0 || box.scrollWidth <= box.clientWidth) continue;
      box.tabIndex = 0;
      if (!box.matches("code")) Object.assign(box, { role: "group", ariaLabel: "Scrolls sideways" });
    }
  };
  addEventListener("load", () => reach());
  addEventListener("resize", () => reach());
  on("toggle", ({ target }) => {
    reach(target);
    perform(target).catch(() => {}); // the still picture stays
  }, true);
})();
