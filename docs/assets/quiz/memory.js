/**
 * What was answered, in this browser only. Where it may keep nothing, it is forgotten with the page.
 * @typedef {import("./boxes.js").Kept} Kept
 */
const PLACE = "altklausur.quiz";

const isKept = (kept) => [kept?.box, kept?.due].every(Number.isInteger) && typeof kept.mark === "string";

export class Memory {
  constructor() {
    /** @type {Map<string, Kept>} */
    this.kept = new Map();
    try {
      const found = Object.entries(JSON.parse(localStorage.getItem(PLACE) ?? "{}"));
      this.kept = new Map(found.filter(([, kept]) => isKept(kept)));
    } catch {} // no storage, or what is there is not ours
  }

  /** What is kept of a question, if it is still the same question. @type {(question: { id: string, mark: string }) => Kept | undefined} */
  of({ id, mark }) {
    const kept = this.kept.get(id);
    return kept?.mark === mark ? kept : undefined;
  }

  /** Whether it was answered with other words, or when another verdict stood there. */
  hasChanged({ id, mark }) {
    return this.kept.has(id) && this.kept.get(id).mark !== mark;
  }

  keep(id, kept) {
    this.kept.set(id, kept);
    this.#write(JSON.stringify(Object.fromEntries(this.kept)));
  }

  forget() {
    this.kept.clear();
    this.#write(undefined);
  }

  #write(text) {
    try {
      if (text) localStorage.setItem(PLACE, text);
      else localStorage.removeItem(PLACE);
    } catch {}
  }
}
