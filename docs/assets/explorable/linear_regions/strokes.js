// Strokes that a student has drawn, held against the borders: what of each is right, and what of a border is missing.

/** @typedef {[number, number]} Point */
/** @typedef {[Point, Point]} Segment */
/** @typedef {[number, number]} Share from 0, where a segment begins, to 1, where it ends */

const CLOSE = 1e-9;

/** @returns {Point} the point at a share of a segment */
export const along = ([[a, b], [c, d]], share) => [a + share * (c - a), b + share * (d - b)];

/**
 * The part of a segment on which another one lies.
 * @param {Segment} segment
 * @param {Segment} other
 * @returns {Share|null}
 */
const overlap = (segment, other) => {
  const [[a, b], [c, d]] = segment, [s, t] = [c - a, d - b];
  const aside = ([x, y]) => Math.abs(s * (y - b) - t * (x - a)) > CLOSE;
  if (other.some(aside)) return null;
  const shares = other.map(([x, y]) => (s * (x - a) + t * (y - b)) / (s * s + t * t));
  const [low, high] = [Math.max(0, Math.min(...shares)), Math.min(1, Math.max(...shares))];
  return high - low > CLOSE ? [low, high] : null;
};

/**
 * The parts of a segment that others leave free.
 * @param {Segment} segment
 * @param {Segment[]} others
 * @returns {Segment[]}
 */
export const left = (segment, others) => {
  const covered = others.map((other) => overlap(segment, other)).filter(Boolean).sort(([a], [b]) => a - b);
  const free = [];
  let from = 0;
  for (const [low, high] of [...covered, [1, 1]]) {
    if (low - from > CLOSE) free.push([from, low]);
    from = Math.max(from, high);
  }
  return free.map((shares) => shares.map((share) => along(segment, share)));
};

/** The parts of a segment that lie on others. */
const shared = (segment, others) =>
  others.map((other) => overlap(segment, other)).filter(Boolean).map((shares) => shares.map((share) => along(segment, share)));

/**
 * What is right, wrong and missing. A wrong stretch is given to the first slip that has it.
 * @param {Segment[]} strokes
 * @param {{ between: string, ends: Segment }[]} borders
 * @param {{ said: string, borders: Segment[] }[]} slips
 */
export const judged = (strokes, borders, slips) => {
  const right = borders.map(({ ends }) => ends);
  const beside = strokes.flatMap((stroke) => left(stroke, right));
  const wrong = [];
  let rest = beside;
  for (const { said, borders: believed } of slips) {
    wrong.push(...rest.flatMap((stretch) => shared(stretch, believed)).map((ends) => ({ ends, said })));
    rest = rest.flatMap((stretch) => left(stretch, believed));
  }
  return { found: borders.filter(({ ends }) => !left(ends, strokes).length),
    begun: borders.filter(({ ends }) => left(ends, strokes).length && shared(ends, strokes).length),
    missing: borders.filter(({ ends }) => !shared(ends, strokes).length),
    right: strokes.flatMap((stroke) => shared(stroke, right)), wrong: [...wrong, ...rest.map((ends) => ({ ends, said: "" }))] };
};
