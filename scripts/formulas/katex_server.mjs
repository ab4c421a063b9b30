// Renders formulas with KaTeX: one JSON request a line in, one JSON answer a line out.
import { createInterface } from "node:readline";
import katex from "katex";

// KaTeX renders a command that it does not trust in red, and leaves out a line's end at the top level: both are errors.
function render(tex, display, macros) {
  let refused = null;
  const strict = (code, message, token) => {
    if (code === "newLineInDisplayMode") refused ??= { error: "Top-level \\\\ breaks no line", position: token?.loc?.start ?? 0 };
    return "error";
  };
  const trust = ({ command }) => {
    refused ??= { error: `Untrusted command: ${command}`, position: Math.max(0, tex.indexOf(command)) };
    return false;
  };
  const html = katex.renderToString(tex, { displayMode: display, output: "htmlAndMathml", strict, trust, macros, throwOnError: true });
  return refused ?? { html };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { tex, display, macros } = JSON.parse(line);
  let answer;
  try {
    answer = render(tex, display, macros);
  } catch (error) {
    answer = { error: error.rawMessage ?? String(error), position: error.position ?? 0 };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
