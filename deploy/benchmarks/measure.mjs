// Loops of the drivers in Node, and their latencies.

export function percentiles(values) {
  const sorted = Float64Array.from(values).sort();
  const at = share => sorted.length ? +sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(2) : null;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** A closed loop: so many runners, each doing one after another; counts what ends after the warm-up. */
export async function closed(one, runners, warmSeconds, seconds) {
  const begin = performance.now() + warmSeconds * 1000;
  const end = begin + seconds * 1000;
  const latencies = [];
  let all = 0;
  let errors = 0;
  let lastError;
  await Promise.all(Array.from({ length: runners }, async () => {
    while (performance.now() < end) {
      const from = performance.now();
      try {
        await one();
        all++;
        const to = performance.now();
        if (to >= begin && to < end) latencies.push(to - from);
      } catch (e) {
        errors++;
        lastError = String(e).slice(0, 200);
        await new Promise(wait => setTimeout(wait, 5));
      }
    }
  }));
  return { runners, all, per_s: +(latencies.length / seconds).toFixed(1), errors, ...(lastError ? { lastError } : {}), ms: percentiles(latencies) };
}

/** An open loop: so many begin per second at random distances, whatever those before them do; a latency counts from when one was due. */
export async function open(one, perSecond, warmSeconds, seconds) {
  const begin = performance.now() + warmSeconds * 1000;
  const end = begin + seconds * 1000;
  const latencies = [];
  const underWay = [];
  let errors = 0;
  let lastError;
  for (let due = performance.now(); due < end; due += -Math.log(1 - Math.random()) * 1000 / perSecond) {
    await new Promise(wait => setTimeout(wait, Math.max(0, due - performance.now())));
    underWay.push(one().then(() => { if (due >= begin) latencies.push(performance.now() - due); }, e => {
      errors++;
      lastError = String(e).slice(0, 200);
    }));
  }
  await Promise.all(underWay);
  return { perSecond, errors, ...(lastError ? { lastError } : {}), latencies };
}
