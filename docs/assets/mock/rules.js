/**
 * The rules of a mock exam: what its number stands for, how points are given, and what is to be repeated.
 * @typedef {{ id: string, number: number, list: string }} Exam  the original has no number: 0
 * @typedef {{ page: string, fields: string[], shares?: number[], hand?: number }} Task  `shares` are the points of its
 *   fields, `hand` those that the student gives; without them the fields share all points
 * @typedef {Task & { id: string, title: string, points: number, tasks?: Task[] }} Part  has no page where it is the exam's own
 * @typedef {{ slug: string, number: string, title: string, list: string, minutes: number, draws: number, parts: Part[],
 *   practice: string, variants: number, drawn: string }} Exercise  `draws` counts sheets, and is 0 where there are none
 */

/** The exam that an address names, if it names one. @type {(hash: string, count: number) => Exam | undefined} */
export const examOf = (hash, count) => {
  const number = Number(hash.match(/^#exam-([1-9]\d*)$/)?.[1] ?? 0);
  if (number && number <= count) return { id: `exam-${number}`, number, list: number % 2 ? "A" : "B" };
  const original = hash.match(/^#original(-b)?$/);
  return original ? { id: original[0].slice(1), number: 0, list: original[1] ? "B" : "A" } : undefined;
};

/** The variant of a practice that an exam has: that of its number, counted round where there are fewer. */
export const variantOf = (number, count) => ((number - 1) % count) + 1;

/** A part as a drawn exam asks it: one of its tasks, or that of a variant, or as the exam has it. @type {(part: Part, exercise: Exercise, number: number) => Part} */
export const drawnPart = (part, { practice, variants }, number) => {
  if (part.tasks?.length) return { ...part, ...part.tasks[variantOf(number, part.tasks.length) - 1] };
  return variants && part.fields.length ? { ...part, page: `${practice}${variantOf(number, variants)}/` } : part;
};

/** What the student is to judge of a part. @type {(part: Part) => number} */
export const byHand = ({ points, fields, hand = 0 }) => (fields.length ? hand : points);

/** What the right ones of a part's fields bring. @type {(part: Part, isRight: boolean[]) => number} */
export const byFields = ({ points, shares }, isRight) =>
  shares ? sum(shares.filter((_, index) => isRight[index])) : share(points, isRight.filter(Boolean).length, isRight.length || 1);

/** Another variant than the one that was sat: the first one, from half the way round on, that was not begun. */
export const freshVariant = (sat, count, begun) => {
  const others = Array.from({ length: count - 1 }, (_, step) => variantOf(sat + 1 + ((step + (count >> 1)) % (count - 1)), count));
  return others.find((number) => !begun.includes(number)) ?? others[0];
};

/** A real exam has the exercises of one list. @type {(all: Exercise[], list: string) => Exercise[]} */
export const exercisesOf = (all, list) => all.filter((exercise) => !exercise.list || exercise.list === list);

export const lost = ({ points, got, open }) => points - got - open;
export const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
export const pointsOf = ({ parts }) => sum(parts.map(({ points }) => points));

/** The share of a part's points for so many right ones, rounded down to halves. */
export const share = (points, right, count) => Math.floor((2 * points * right) / count) / 2;

/** What the student gave, if that can be: undefined for nothing, and for more than there is. @type {(said: string, points: number) => number | undefined} */
export const given = (said, points) => {
  const found = said.trim() ? Number(said.replace(",", ".")) : NaN;
  return found >= 0 && found <= points && Number.isInteger(2 * found) ? found : undefined;
};

/**
 * The three parts where most was lost, the first ones of the exam first; what is open, not yet judged, is not lost.
 * @template {{ points: number, got: number, open: number }} Marked
 * @type {(parts: Marked[]) => Marked[]}
 */
export const toRepeat = (parts) => {
  return parts.filter(lost).sort((one, other) => lost(other) - lost(one)).slice(0, 3);
};

/** Minutes and seconds; what is over has a sign. */
export const shown = (seconds) => {
  const left = Math.abs(seconds);
  return `${seconds < 0 ? "+" : ""}${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
};
