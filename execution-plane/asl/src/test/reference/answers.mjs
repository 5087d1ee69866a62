// The reference implementation of JSONata as a co-process: one question a line, {"expression", "input"}, one answer a line:
// {"value"} (absent when undefined), or {"code", "message"} of its error. The input is bound as $states.input, as in a state.
import { createInterface } from 'node:readline';
import jsonata from 'jsonata';

// Functions have no JSON.
const shown = (key, value) => typeof value === 'function' || value?._jsonata_lambda || value?._jsonata_function ? undefined : value;

for await (const line of createInterface({ input: process.stdin })) {
  let said;
  try {
    const { expression, input } = JSON.parse(line);
    said = JSON.stringify({ value: await jsonata(expression).evaluate(undefined, { states: { input } }) }, shown);
  } catch (e) {
    said = JSON.stringify({ code: e.code ?? '', message: String(e.message) });
  }
  process.stdout.write(said + '\n');
}
