// The live demo: trained nets that colour a picture or fill a hole, on the reader's machine. The page's script imports
// this when the fold around a demo opens; without it the still picture inside stays.
import { loadNet } from "./net.js";
import { PictureError, TYPES, halved, read } from "./picture.js";
import { HOLE, TASKS, pictureOf, show } from "./tasks.js";

const CROPS = { side: 32, columns: 8, rows: 3, names: ["Cat", "Portrait"] }; // the first half of the sheet, the second
const QUIET = 700; // milliseconds without a change before the errors are read out

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const fetched = async (address) => {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
  return reply;
};

const sheetOf = async (address) => {
  const image = await createImageBitmap(await (await fetched(address)).blob(), { colorSpaceConversion: "none" });
  const sheet = make("canvas", { width: image.width, height: image.height });
  sheet.getContext("2d", { willReadFrequently: true }).drawImage(image, 0, 0);
  return sheet;
};

const radio = (name, checked, onchange, ...label) => make("label", {}, make("input", { type: "radio", name, checked, onchange }), ...label);
const group = (className, legend, ...children) => make("fieldset", { className }, make("legend", {}, legend), ...children);

class Demo {
  constructor(root) {
    this.root = root;
    this.folder = new URL(root.dataset.nets, document.baseURI);
    this.loaded = {}; // promises of nets by name
    this.message = make("p", { className: "message", role: "status" });
    this.spoken = make("p", { className: "unseen", ariaLive: "polite" });
    this.stage = make("div", { role: "group" });
  }

  async open() {
    const [specs, sheet] = await Promise.all([fetched(new URL("nets.json", this.folder)).then((reply) => reply.json()), sheetOf(new URL("crops.png", this.folder))]);
    Object.assign(this, { specs, sheet });
    this.crops = group("crops", "Picture: not seen in training, or your own", ...this.thumbnails());
    const tasks = Object.entries(TASKS).map(([task, { label }], number) => radio("task", !number, () => this.choose({ task }), label));
    const form = make("form", { className: "controls", onsubmit: (event) => event.preventDefault() });
    form.append(group("tasks", "Task", ...tasks), this.crops, this.own(), this.message);
    await this.choose({ task: "hole", picture: this.crop(0) });
    this.root.append(make("div", { className: "live" }, form, this.stage, this.spoken));
  }

  crop(number) {
    const { side, columns } = CROPS;
    return pictureOf(this.sheet, (number % columns) * side, Math.floor(number / columns) * side, side);
  }

  thumbnails() {
    const half = (CROPS.columns * CROPS.rows) / 2;
    return Array.from({ length: 2 * half }, (_, number) => {
      const label = `${CROPS.names[Math.floor(number / half)]} ${(number % half) + 1}`;
      return this.thumbnail(this.crop(number), label, !number, () => this.choose({ picture: this.crop(number) }));
    });
  }

  thumbnail(picture, label, checked, onchange) {
    const canvas = make("canvas", {});
    show(canvas, picture);
    return radio("picture", checked, onchange, canvas, make("span", { className: "unseen" }, label));
  }

  own() {
    const file = make("input", { type: "file", accept: TYPES, className: "unseen" });
    file.onchange = () => {
      if (file.files.length) this.take(file.files[0]);
      file.value = ""; // so that the same file can be chosen again
    };
    const resize = (side) => () => {
      this.side = side;
      if (this.square) this.useOwn();
    };
    this.side = 32;
    const sizes = [32, 64].map((side) => radio("side", side === 32, resize(side), `${side} × ${side}`));
    return group("own", "Your own picture", make("label", { className: "upload" }, file, "Choose a picture …"), ...sizes,
      make("p", {}, "It stays on this device: nothing is sent. Its middle square is made this small; the nets were trained at 32 × 32."));
  }

  // The last one chosen wins, whichever is read first
  async take(file) {
    this.latest = file;
    this.say(`Reading “${file.name}” …`);
    try {
      const { square, animated } = await read(file);
      if (this.latest !== file) return;
      this.square = square;
      this.useOwn();
      this.say(`“${file.name}” is shown.${animated ? " It is animated: only its first frame is used." : ""}`);
    } catch (error) {
      if (this.latest !== file) return;
      this.say(error instanceof PictureError ? `${error.message} The last picture stays.` : `“${file.name}” could not be read. The last picture stays.`);
    }
  }

  useOwn() {
    const picture = pictureOf(halved(this.square, this.side));
    const choice = this.thumbnail(picture, "Your own", true, () => this.choose({ picture }));
    this.ownChoice?.remove();
    this.ownChoice = choice;
    this.crops.append(choice);
    this.choose({ picture });
  }

  // Another task or picture. Its nets may be on their way while the reader chooses again.
  async choose(change) {
    this.say("");
    const wanted = (this.wanted = { ...this.wanted, ...change });
    const { task, picture } = wanted;
    let nets;
    try {
      nets = await Promise.all(TASKS[task].nets.map(async (name) => [name, await this.net(name)]));
    } catch (error) {
      if (!this.task) throw error; // nothing is shown yet
      this.say("The net could not be loaded. Choose a picture to try again.");
    }
    if (!nets || this.wanted !== wanted) return;
    this.nets = Object.fromEntries(nets);
    if (picture.side !== this.picture?.side) this.hole = centre(picture.side);
    this.picture = picture;
    if (task !== this.task) this.setUp(task);
    this.redraw();
  }

  net(name) {
    const load = async () => loadNet(this.specs[name], await (await fetched(new URL(`${name}.f32`, this.folder))).arrayBuffer());
    return (this.loaded[name] ??= load().catch((error) => {
      delete this.loaded[name];
      throw error;
    }));
  }

  setUp(task) {
    this.task = task;
    const { label, input, results } = TASKS[task];
    const figure = (name, caption) => {
      const canvas = make("canvas", { role: "img", ariaLabel: name === "input" ? "What the net sees" : caption });
      const error = make("span", { className: "error" });
      return [name, { canvas, error, figure: make("figure", { className: name }, make("div", { className: "frame" }, canvas), make("figcaption", {}, `${caption} `, error)) }];
    };
    this.figures = Object.fromEntries([figure("input", input), ...Object.entries(results).map(([name, caption]) => figure(name, caption))]);
    this.stage.className = `stage task-${task}`;
    this.stage.replaceChildren(...Object.values(this.figures).map(({ figure }) => figure));
    this.stage.ariaLabel = label;
    if (task === "hole") this.addHole();
  }

  // Drawn at most once a frame, however fast the pointer moves
  redraw() {
    this.frame ??= requestAnimationFrame(() => {
      delete this.frame;
      this.draw();
    });
  }

  draw() {
    const { side } = this.picture;
    const results = TASKS[this.task].run(this.picture, this.hole, this.nets);
    for (const [name, { canvas, error }] of Object.entries(this.figures)) {
      show(canvas, { side, data: results[name].data });
      if (results[name].error !== undefined) error.textContent = `MSE ${results[name].error.toFixed(4)}`;
    }
    if (this.task === "hole") this.placeHole(side);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(results), QUIET);
  }

  read(results) {
    const { spoken, baseline, results: captions } = TASKS[this.task];
    const said = { input: baseline, ...captions }; // of the input its caption would be too long to be heard each time
    const errors = Object.entries(results).filter(([name, { error }]) => said[name] && error !== undefined);
    this.spoken.textContent = `${spoken}: ${errors.map(([name, { error }]) => `${said[name]} ${error.toFixed(4)}`).join("; ")}.`;
  }

  say(text) {
    this.message.textContent = text;
  }

  // The hole

  addHole() {
    const box = make("div", { className: "hole", tabIndex: 0, role: "slider", ariaLabel: "Hole", ariaRoleDescription: "two-dimensional slider" });
    const { canvas } = this.figures.input;
    const at = ({ clientX, clientY }) => {
      const { left, top, width } = canvas.getBoundingClientRect();
      const scale = this.picture.side / width;
      return { left: (clientX - left) * scale, top: (clientY - top) * scale };
    };
    let grip; // where in the hole the pointer holds it
    box.onpointerdown = (event) => {
      if (event.button) return;
      const { left, top } = at(event);
      grip = { left: left - this.hole.left, top: top - this.hole.top };
      box.setPointerCapture(event.pointerId);
    };
    box.onpointermove = (event) => {
      if (!grip) return;
      const { left, top } = at(event);
      this.moveHole(left - grip.left, top - grip.top);
    };
    box.onpointerup = box.onpointercancel = () => (grip = undefined);
    canvas.onclick = (event) => {
      const { left, top } = at(event);
      this.moveHole(left - HOLE / 2, top - HOLE / 2);
    };
    box.onkeydown = (event) => {
      const step = event.shiftKey ? 4 : 1;
      const [right, down] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] ?? [0, 0];
      const from = event.key === "Home" ? centre(this.picture.side) : this.hole;
      if (event.key !== "Home" && !right && !down) return;
      event.preventDefault();
      this.moveHole(from.left + right, from.top + down);
    };
    this.box = box;
    canvas.after(box);
  }

  moveHole(left, top) {
    const within = (at) => Math.max(0, Math.min(this.picture.side - HOLE, Math.round(at)));
    this.hole = { left: within(left), top: within(top) };
    this.redraw();
  }

  placeHole(side) {
    const { left, top } = this.hole;
    for (const [name, at] of Object.entries({ left, top, width: HOLE, height: HOLE })) this.box.style[name] = `${(100 * at) / side}%`;
    Object.assign(this.box, { ariaValueMin: 0, ariaValueMax: side - HOLE, ariaValueNow: left, ariaValueText: `${left} from the left, ${top} from the top` });
  }
}

const centre = (side) => ({ left: (side - HOLE) / 2, top: (side - HOLE) / 2 });

// Once for each demo; one that could not be loaded says so and tries again when the fold opens again
const begun = new WeakSet();
export const open = async (root) => {
  if (begun.has(root)) return;
  begun.add(root);
  root.querySelector(".failed")?.remove();
  try {
    await new Demo(root).open();
  } catch {
    begun.delete(root);
    root.append(make("p", { className: "failed", role: "status" }, "The nets could not be loaded. Close and open this block to try again."));
  }
};
