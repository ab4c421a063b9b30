// The harmonic fill: inside the hole every pixel is the mean of its neighbours, which no net has to learn.

const OVER_RELAXATION = 1.75; // near the best for a hole of 16 x 16
const CLOSE = 1e-6;

// Where the pixels of a hole { left, top, size } stand in a channel, each with its neighbours inside the picture
const pixelsOf = ({ left, top, size }, height, width) => {
  const pixels = [];
  for (let row = top; row < top + size; row++) {
    for (let column = left; column < left + size; column++) {
      const around = [[row - 1, column], [row + 1, column], [row, column - 1], [row, column + 1]];
      const inside = around.filter(([r, c]) => r >= 0 && r < height && c >= 0 && c < width);
      pixels.push({ at: row * width + column, neighbours: inside.map(([r, c]) => r * width + c) });
    }
  }
  return pixels;
};

// A copy of an image (channel by channel, row by row) with its hole filled, by successive over-relaxation until no pixel
// changes by as much as CLOSE. What stands in the hole does not matter.
export const harmonic = (image, height, width, hole) => {
  const filled = Float64Array.from(image);
  const pixels = pixelsOf(hole, height, width);
  for (let start = 0; start < filled.length; start += height * width) {
    const channel = filled.subarray(start, start + height * width);
    for (const { at } of pixels) channel[at] = 0.5;
    for (let largest = 1; largest >= CLOSE; ) {
      largest = 0;
      for (const { at, neighbours } of pixels) {
        let sum = 0;
        for (const neighbour of neighbours) sum += channel[neighbour];
        const change = OVER_RELAXATION * (sum / neighbours.length - channel[at]);
        channel[at] += change;
        largest = Math.max(largest, Math.abs(change));
      }
    }
  }
  return filled;
};
