/**
 * Repetition in boxes (Leitner): what was right goes one box on and comes again later, what was wrong goes back to the first.
 * @typedef {{ box: number, due: number, mark: string }} Kept  `due` is a day, `mark` that of the question as it was answered
 */

/** Days until a question of each box is due again; the longest is the week before an exam. */
export const DAYS = [0, 1, 2, 4, 7];

/** The day it is where the reader is, counted from 1970. */
export const today = (now = new Date()) => Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / 86_400_000);

/** What is kept of a question after an answer. @type {(old: Kept | undefined, isRight: boolean, mark: string, day: number) => Kept} */
export const answered = (old, isRight, mark, day) => {
  const box = isRight ? Math.min((old?.box ?? 0) + 1, DAYS.length - 1) : 0;
  return { box, due: day + DAYS[box], mark };
};

/** Whether a question is to be asked today; one that was never asked is new, and so is one that has changed. */
export const isDue = (kept, day) => kept !== undefined && kept.due <= day;

/** In another order each time. */
export const shuffled = (items, random = Math.random) => {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
};

/** What a sitting asks: what is due, the longest overdue first, then what is new. */
export const queue = (questions, keptOf, day, random) => {
  const due = questions.filter((question) => isDue(keptOf(question), day));
  const fresh = questions.filter((question) => !keptOf(question));
  return [...due.sort((one, other) => keptOf(one).due - keptOf(other).due), ...shuffled(fresh, random)];
};

/** A sheet: as many as there are, up to ten, and of the true ones neither all nor none, if that can be. */
export const sheet = (questions, random = Math.random) => {
  const size = Math.min(10, questions.length);
  const mixed = shuffled(questions, random);
  const isTrue = ({ right }) => right === "true";
  const few = mixed.filter(isTrue).slice(0, 4 + Math.floor(3 * random()));
  const others = mixed.filter((question) => !isTrue(question)).slice(0, size - few.length);
  const rest = mixed.filter((question) => !few.includes(question) && !others.includes(question));
  return shuffled([...few, ...others, ...rest].slice(0, size), random);
};
