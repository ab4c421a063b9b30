// Renders formulas with KaTeX: one JSON request a line in, one JSON answer a line out.
import { createInterface } from "node:readline";
import katex from "katex";

for await (const line of createInterface({ input: process.stdin })) {
  const { tex, display } = JSON.parse(line);
  let answer;
  try {
    const html = katex.renderToString(tex, { displayMode: display, output: "htmlAndMathml", strict: "error", throwOnError: true });
    answer = { html };
  } catch (error) {
    answer = { error: error.rawMessage ?? String(error), position: error.position ?? 0 };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
