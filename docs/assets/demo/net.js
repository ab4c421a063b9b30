// The forward pass of PixelUNet (snippets/autoencoder/training/nets.py) by hand: a library would outweigh the weights.
// A map is { data, channels, height, width }, channel by channel, row by row, in doubles, which cost no time here.

const PADDING = 1;

// name, channels in, channels out, side of the kernel, stride: in the order of the weight file
const layersOf = ({ inputs, widths: [a, b, d] }) => [
  ["e1", inputs, a, 4, 2], ["e2", a, b, 3, 2], ["e3", b, d, 3, 2], ["mid", d, d, 3, 1],
  ["d2", d + b, b, 3, 1], ["d1", b + a, a, 3, 1], ["out", a, 12, 3, 1],
];

// An entry of nets.json and its file: little-endian single precision, weight then bias of each layer
export const loadNet = (spec, buffer) => {
  const view = new DataView(buffer);
  let at = 0;
  const take = (count) => Float64Array.from({ length: count }, () => view.getFloat32(4 * at++, true));
  const size = layersOf(spec).reduce((sum, [, from, to, kernel]) => sum + to * (from * kernel ** 2 + 1), 0);
  if (buffer.byteLength !== 4 * size) throw new RangeError(`${buffer.byteLength} bytes of weights, not ${4 * size}`);
  const layers = layersOf(spec).map(([name, from, to, kernel, stride]) =>
    [name, { from, to, kernel, stride, weight: take(to * from * kernel ** 2), bias: take(to) }]);
  return { ...spec, layers: Object.fromEntries(layers) };
};

// The first and last output that read the kernel's line `tap` inside the input: not asked at every pixel
const range = (tap, stride, size, outputs) => [
  Math.max(0, Math.ceil((PADDING - tap) / stride)),
  Math.min(outputs - 1, Math.floor((size - 1 + PADDING - tap) / stride)),
];

// Each weight runs along output rows, which are contiguous
const conv2d = ({ data: x, height, width }, { from, to, kernel, stride, weight, bias }) => {
  const rows = Math.floor((height + 2 * PADDING - kernel) / stride) + 1;
  const columns = Math.floor((width + 2 * PADDING - kernel) / stride) + 1;
  const y = new Float64Array(to * rows * columns);
  for (let output = 0, tap = 0; output < to; output++) {
    const start = output * rows * columns;
    y.fill(bias[output], start, start + rows * columns);
    for (let channel = 0; channel < from; channel++) {
      for (let i = 0; i < kernel; i++) {
        const [top, bottom] = range(i, stride, height, rows);
        for (let j = 0; j < kernel; j++) {
          const [left, right] = range(j, stride, width, columns);
          const q = weight[tap++];
          for (let row = top; row <= bottom; row++) {
            let read = (channel * height + row * stride + i - PADDING) * width + left * stride + j - PADDING;
            const end = start + row * columns + right;
            for (let write = start + row * columns + left; write <= end; write++, read += stride) y[write] += q * x[read];
          }
        }
      }
    }
  }
  return { data: y, channels: to, height: rows, width: columns };
};

const relu = (map) => {
  for (let at = 0; at < map.data.length; at++) if (map.data[at] < 0) map.data[at] = 0;
  return map;
};

// Nearest neighbour: every pixel becomes a square of four
const upsample = ({ data, channels, height, width }) => {
  const y = new Float64Array(4 * data.length);
  for (let line = 0, write = 0; line < 2 * channels * height; line++) {
    for (let column = 0; column < 2 * width; column++) y[write++] = data[(line >> 1) * width + (column >> 1)];
  }
  return { data: y, channels, height: 2 * height, width: 2 * width };
};

const concatenate = (first, second) => {
  const data = new Float64Array(first.data.length + second.data.length);
  data.set(first.data);
  data.set(second.data, first.data.length);
  return { ...first, data, channels: first.channels + second.channels };
};

// Channel 4c + 2i + j holds row i, column j of each square of four pixels of channel c
const pixelShuffle = ({ data, channels, height, width }) => {
  const y = new Float64Array(data.length);
  for (let channel = 0, read = 0; channel < channels; channel++) {
    const corner = (channel >> 2) * 4 * height * width + ((channel >> 1) & 1) * 2 * width + (channel & 1);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) y[corner + 4 * row * width + 2 * column] = data[read++];
    }
  }
  return y;
};

// The net's three channels, of sides divisible by 8
export const forward = ({ layers, inputs, residual }, input, height, width) => {
  if (height % 8 || width % 8 || input.length !== inputs * height * width) throw new RangeError("no input of this net");
  const e1 = relu(conv2d({ data: input, height, width }, layers.e1));
  const e2 = relu(conv2d(e1, layers.e2));
  const e3 = relu(conv2d(e2, layers.e3));
  const mid = relu(conv2d(e3, layers.mid));
  const d2 = relu(conv2d(concatenate(upsample(mid), e2), layers.d2));
  const d1 = relu(conv2d(concatenate(upsample(d2), e1), layers.d1));
  const y = pixelShuffle(conv2d(d1, layers.out));
  return residual ? y.map((value, at) => value + input[at % (Math.min(inputs, 3) * height * width)]) : y;
};
