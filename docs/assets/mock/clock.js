/** The clock: it counts while the page is open, can be paused, and stops nothing when the time is up. */
import { button, make } from "../quiz/parts.js";
import { shown } from "./rules.js";

const EVERY = 1000; // milliseconds
const OVER = "The time is up. Nothing stops: go on, or hand in.";

export class Clock {
  /**
   * @param {number} minutes
   * @param {import("./memory.js").Begun} state
   * @param {() => void} keep
   */
  constructor(minutes, state, keep) {
    Object.assign(this, { minutes, state, keep });
    this.face = make("span", { className: "face", role: "timer", ariaLabel: "Time left" });
    this.told = make("span", { className: "told", role: "status" });
    this.pausing = button("", () => this.pause(!state.isPaused));
    const aloud = button("Say the time left", () => this.say());
    aloud.className = "aloud";
    this.element = make("p", { className: "clock" }, this.face, this.pausing, aloud, this.told);
    this.show();
    this.run();
  }

  get left() {
    return 60 * this.minutes - Math.floor(this.state.seconds);
  }

  run() {
    this.last = performance.now();
    this.timer = setInterval(() => this.tick(), EVERY);
  }

  tick() {
    const now = performance.now();
    const before = this.left;
    if (!this.state.isPaused) this.state.seconds += (now - this.last) / 1000;
    this.last = now;
    if (!this.element.isConnected) return this.stop(); // another exam is shown
    if (before > 0 && this.left <= 0) this.told.textContent = OVER;
    this.show();
    this.keep();
  }

  show() {
    this.face.textContent = this.state.isPaused ? `${shown(this.left)} (paused)` : shown(this.left);
    this.pausing.textContent = this.state.isPaused ? "Go on" : "Pause";
  }

  pause(isPaused) {
    this.tick();
    this.state.isPaused = isPaused;
    this.keep();
    this.show();
  }

  /** Only when asked: a clock that speaks by itself disturbs. */
  say() {
    const minutes = Math.ceil(Math.abs(this.left) / 60);
    this.told.textContent = this.left > 0 ? `About ${minutes} minutes left.` : OVER;
  }

  stop() {
    clearInterval(this.timer);
  }
}
