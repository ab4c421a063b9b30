// What a reader gains with JavaScript: a look behind each value, blocks that open at a link, wide things that take the keyboard.
// Without it every page reads in full. No dependency; data come from answers.json, once, when first asked for.
(() => {
  "use strict";
  const site = new URL("..", document.currentScript.src);
  const source = document.querySelector('meta[name="source"]')?.content;
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  let edition, card, shown, shownBefore;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children.filter(Boolean));
    return element;
  };

  const load = () =>
    (edition ??= fetch(new URL("answers.json", site)).then((reply) => (reply.ok ? reply.json() : Promise.reject())))
      .catch(() => (edition = null));

  // rnn.gradient@tanh[0] -> slug, name, @instance, the rest leads into the value
  const parse = (path) => path.match(/^(\w+)\.(\w+)(@\w+)?/);

  const entryOf = (answers, [id, slug, name, instance = ""]) =>
    answers.find((entry) => entry.id === id) ??
    answers.find((entry) => entry.slug === slug && entry.id.endsWith(instance) &&
      entry.id.includes("@") === !!instance && entry.slips.some((slip) => slip.name === name));

  const place = (file) => {
    const code = make("code", { textContent: file });
    return source ? make("a", { href: source + file.replace(":", "#L") }, code) : code;
  };

  const closeness = ({ deviation, within }) =>
    !deviation ? "agrees exactly"
      : within >= 1 ? `agrees, ${deviation.toFixed(1)} standard errors away`
      : `agrees, deviation ${deviation.toExponential(1)}`;

  const row = (entry) => {
    const id = `value-${entry.id.replace(".", "-").replace("@", "-at-")}`;
    return make("p", {}, make("a", { href: new URL(`${entry.page}#${id}`, site) }, "Its line in the ledger"));
  };

  const line = (...children) => make("p", {}, ...children);

  const tell = (path, value, answers) => {
    const parts = parse(path);
    if (parts[2] === "task") return [make("p", { className: "said" }, "Given by the task"), line(make("code", {}, value))];
    const entry = answers && entryOf(answers, parts);
    if (!entry) return [make("p", { className: "said" }, path), line("answers.json could not be read. The ledger under “Check it yourself” says the same.")];
    const slip = entry.slips.find((slip) => slip.name === parts[2]);
    const whole = path === parts[0] && entry.kind === "formula" && !slip;
    const full = make("code", {}, (whole ? entry.display : value).slice(0, 400));
    if (slip) {
      return [make("p", { className: "said" }, `A mistake: ${slip.mistake}`), line("It leads to ", full, ". Right: ", make("code", {}, entry.display.slice(0, 200))),
        line("Computed by ", place(slip.source)), row(entry)];
    }
    const list = entry.witnesses.map((witness) => make("li", {}, `${witness.name}: ${closeness(witness)}`));
    return [make("p", { className: "said" }, entry.fact), line("In full: ", full), line("Computed by ", place(entry.source)), make("ul", {}, ...list), row(entry)];
  };

  const open = async (data) => {
    const path = data.dataset.answer;
    const button = data.querySelector(".behind");
    const loaded = parse(path)[2] === "task" ? {} : await load();
    const shut = make("button", { className: "shut", type: "button", ariaLabel: "Close", onclick: () => card.hidePopover() }, "×");
    card.replaceChildren(...tell(path, data.value, loaded?.answers), shut);
    button.focus({ preventScroll: true });
    shown = data;
    button.ariaExpanded = "true";
    card.showPopover();
    const at = data.getBoundingClientRect();
    const under = at.bottom + card.offsetHeight + 8 < innerHeight || at.top < card.offsetHeight + 60;
    card.style.top = `${scrollY + (under ? at.bottom + 6 : at.top - card.offsetHeight - 6)}px`;
    card.style.left = `${Math.max(16, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16))}px`;
    card.focus({ preventScroll: true });
  };

  const values = $$("data.answer");
  if (values.length && HTMLElement.prototype.showPopover) {
    for (const data of values) {
      const name = parse(data.dataset.answer)[2].replaceAll("_", " ");
      data.append(make("button", { className: "behind", type: "button", ariaLabel: `Behind this value: ${name}`, ariaHasPopup: "dialog", ariaExpanded: "false" }));
    }
    card = make("div", { className: "card", popover: "auto", role: "dialog", tabIndex: -1, ariaLabel: "Behind this value" });
    card.addEventListener("toggle", ({ newState }) => newState === "closed" && (shown.querySelector(".behind").ariaExpanded = "false"));
    document.body.append(card);
    document.addEventListener("pointerdown", () => (shownBefore = card.matches(":popover-open") && shown), true);
    document.addEventListener("click", ({ target, detail }) => {
      const data = target.closest?.("data.answer");
      if (data && !(detail && data === shownBefore)) open(data);
    });
  }

  // A link into a folded block opens it.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let folded = target && target.closest("details:not([open])");
    if (!folded) return;
    for (; folded; folded = folded.parentElement.closest("details:not([open])")) folded.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  const line1 = document.querySelector(".exam-line");
  if (line1) {
    const blocks = $$("article details");
    const button = make("button", { className: "unfold", type: "button", onclick: () => {
      const opening = button.textContent === "Open every block";
      for (const block of blocks) block.open = opening;
      button.textContent = opening ? "Close every block" : "Open every block";
    } }, "Open every block");
    line1.append(button);
  }

  // What scrolls sideways can be reached by keyboard.
  const reach = () => {
    for (const box of $$(".formula.display, .md-typeset__scrollwrap")) {
      if (box.scrollWidth <= box.clientWidth || box.tabIndex === 0) continue;
      Object.assign(box, { tabIndex: 0, role: "group", ariaLabel: "Scrolls sideways" });
    }
  };
  addEventListener("load", reach);
  addEventListener("resize", reach);
  document.addEventListener("toggle", reach, true);
})();
