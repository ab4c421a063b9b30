// The two tasks of the demo: from a picture to what a net makes of it, and how far that is from the truth.
import { forward } from "./net.js";
import { harmonic } from "./harmonic.js";

export const HOLE = 16;

// Pictures: { side, data }, red, green, blue, each row by row, between 0 and 1

export const pictureOf = (canvas, left = 0, top = 0, side = canvas.width) => {
  const { data } = canvas.getContext("2d", { willReadFrequently: true }).getImageData(left, top, side, side);
  const area = side * side;
  return { side, data: Float64Array.from({ length: 3 * area }, (_, at) => data[4 * (at % area) + Math.floor(at / area)] / 255) };
};

export const show = (canvas, { side, data }) => {
  const area = side * side;
  const pixels = Uint8ClampedArray.from({ length: 4 * area }, (_, at) => (at % 4 < 3 ? 255 * data[(at % 4) * area + (at >> 2)] : 255));
  Object.assign(canvas, { width: side, height: side }); // also of another size than before
  canvas.getContext("2d").putImageData(new ImageData(pixels, side, side), 0, 0);
};

const inside = ({ left, top }, side) => {
  const within = (at, from) => at >= from && at < from + HOLE;
  return (at) => within(at % side, left) && within(Math.floor(at / side) % side, top);
};

// The mean squared error over the places that count, of the output as it is: clipped it is for show only
const meanSquaredError = (output, truth, counts = () => true) => {
  let [sum, count] = [0, 0];
  for (let at = 0; at < truth.length; at++) {
    if (!counts(at)) continue;
    sum += (output[at] - truth[at]) ** 2;
    count++;
  }
  return sum / count;
};

const fill = ({ side, data }, hole, nets) => {
  const isHole = inside(hole, side);
  const seen = data.map((value, at) => (isHole(at) ? 0 : value));
  const mask = Float64Array.from({ length: side * side }, (_, at) => +isHole(at));
  const outputs = {
    fixed: forward(nets.hole_fixed, seen, side, side),
    random: forward(nets.hole_random, Float64Array.of(...seen, ...mask), side, side),
    harmonic: harmonic(seen, side, side, { ...hole, size: HOLE }),
  };
  const results = Object.entries(outputs).map(([name, output]) =>
    [name, { data: seen.map((value, at) => (isHole(at) ? output[at] : value)), error: meanSquaredError(output, data, isHole) }]);
  return { input: { data: seen }, ...Object.fromEntries(results), truth: { data } };
};

const colour = ({ side, data }, hole, nets) => {
  const area = side * side;
  const grey = Float64Array.from({ length: area }, (_, at) => (data[at] + data[at + area] + data[at + 2 * area]) / 3);
  const copied = data.map((_, at) => grey[at % area]);
  const output = forward(nets.colour, grey, side, side);
  const error = (result) => meanSquaredError(result, data);
  return { input: { data: copied, error: error(copied) }, colours: { data: output, error: error(output) }, truth: { data } };
};

// What the demo shows for each task: which nets it needs, how its pictures are called, and how they come about
export const TASKS = {
  hole: {
    label: "Fill the hole",
    nets: ["hole_fixed", "hole_random"],
    run: fill,
    spoken: "MSE in the hole",
    input: "Drag the hole, or move it with the arrow keys: with Shift four pixels at a time, with Home back to the centre. The mean squared error (MSE) counts the hole only.",
    results: { fixed: "Net, trained with the hole in the centre", random: "Net, trained with holes anywhere", harmonic: "Harmonic fill, no net", truth: "Truth" },
  },
  colour: {
    label: "Colour the grey picture",
    nets: ["colour"],
    run: colour,
    spoken: "MSE",
    baseline: "Grey copied, no net",
    input: "What the net sees: the mean of red, green and blue. Its mean squared error (MSE) is that of copying it into all three.",
    results: { colours: "The net’s colours", truth: "Truth" },
  },
};
