// Read a picture of the reader's own, which never leaves the device: what it is, whether it moves, and its middle square.

const MEGABYTES = 20;
const MEGAPIXELS = 40;
const SQUARE = 256; // side of what is kept, from which 64 and 32 follow by halving
export const TYPES = "image/png,image/jpeg,image/gif,image/webp,image/avif,image/bmp";

export class PictureError extends Error {}

const text = (bytes, from, to) => String.fromCharCode(...bytes.subarray(from, to));

// By its first bytes, not by its name
const typeOf = (bytes) => {
  const brand = text(bytes, 8, 12);
  if (text(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return "PNG";
  if (text(bytes, 0, 3) === "\xff\xd8\xff") return "JPEG";
  if (/^GIF8[79]a/.test(text(bytes, 0, 6))) return "GIF";
  if (text(bytes, 0, 4) === "RIFF" && brand === "WEBP") return "WebP";
  if (text(bytes, 4, 8) === "ftyp" && /^avi[fs]$/.test(brand)) return "AVIF";
  return text(bytes, 0, 2) === "BM" ? "BMP" : undefined;
};

// A GIF's frames: images stand between extensions, each with its colours and a chain of blocks
const framesOfGif = (bytes) => {
  const colours = (flags) => (flags & 128 ? 3 << ((flags & 7) + 1) : 0);
  let at = 13 + colours(bytes[10]);
  let frames = 0;
  while (bytes[at] === 0x21 || bytes[at] === 0x2c) {
    const isImage = bytes[at] === 0x2c;
    frames += isImage;
    at += isImage ? 11 + colours(bytes[at + 9]) : 2;
    while (bytes[at]) at += bytes[at] + 1;
    at++;
  }
  return frames;
};

// The chunks of a PNG or WebP: where each begins, its name and its length
function* chunks(bytes, start, little) {
  const view = new DataView(bytes.buffer);
  for (let at = start; at + 12 <= bytes.length; ) {
    const length = view.getUint32(little ? at + 4 : at, little);
    yield { at, name: little ? text(bytes, at, at + 4) : text(bytes, at + 4, at + 8) };
    at += little ? 8 + length + (length % 2) : 12 + length;
  }
}

const isAnimated = (bytes, type) => {
  if (type === "GIF") return framesOfGif(bytes) > 1;
  if (type === "PNG") return [...chunks(bytes, 8)].some(({ at, name }) => name === "acTL" && new DataView(bytes.buffer).getUint32(at + 8) > 1);
  if (type === "WebP") return [...chunks(bytes, 12, true)].filter(({ name }) => name === "ANMF").length > 1;
  return type === "AVIF" && text(bytes, 8, 12) === "avis";
};

// An <img> knows its size before it is decoded, so a huge one is refused in time
const decode = async (blob, name) => {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  try {
    await new Promise((resolve, reject) => Object.assign(image, { onload: resolve, onerror: reject }));
    const megapixels = (image.naturalWidth * image.naturalHeight) / 1e6;
    if (megapixels > MEGAPIXELS) {
      throw new PictureError(`“${name}” has ${megapixels.toFixed(1)} megapixels, more than the ${MEGAPIXELS} that fit here.`);
    }
    return await createImageBitmap(image);
  } catch (error) {
    throw error instanceof PictureError ? error : new PictureError(`“${name}” is broken: the browser cannot decode it.`);
  } finally {
    URL.revokeObjectURL(image.src);
  }
};

const paint = (image, side, ...source) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  Object.assign(context, { fillStyle: "white", imageSmoothingQuality: "high" });
  context.fillRect(0, 0, side, side); // behind what is transparent
  context.drawImage(image, ...source, 0, 0, side, side);
  return canvas;
};

// The middle square of a file's (first) picture, and whether there are more; a PictureError says what is wrong with it
export const read = async (file) => {
  const megabytes = file.size / 1e6;
  if (megabytes > MEGABYTES) throw new PictureError(`“${file.name}” has ${megabytes.toFixed(1)} MB, more than the ${MEGABYTES} that fit here.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = typeOf(bytes);
  if (!type) throw new PictureError(`“${file.name}” is no PNG, JPEG, GIF, WebP, AVIF or BMP picture.`);
  const image = await decode(new Blob([bytes], { type: `image/${type.toLowerCase()}` }), file.name);
  const side = Math.min(image.width, image.height);
  const square = paint(image, 2 * SQUARE, (image.width - side) / 2, (image.height - side) / 2, side, side);
  image.close();
  return { square: halved(square, SQUARE), animated: isAnimated(bytes, type) };
};

// The same picture on a smaller canvas: each halving is the mean of four pixels, whatever the browser's filter
export const halved = (canvas, side) => (canvas.width > side ? halved(paint(canvas, canvas.width / 2, 0, 0, canvas.width, canvas.width), side) : canvas);
