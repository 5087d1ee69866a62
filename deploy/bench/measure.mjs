// What a run has cost: latencies of the driver, CPU seconds of the processes named by pid, WAL syncs of the database.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export function percentiles(values) {
  const sorted = Float64Array.from(values).sort();
  const at = share => sorted.length ? +sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(2) : null;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

const children = pid => {
  try { return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean); } catch { return []; }
};

/** CPU seconds of a process and its descendants, those that have ended included. */
function cpuSeconds(pid) {
  let ticks = 0;
  for (const each of [String(pid), ...children(pid)]) {
    try {
      const fields = readFileSync(`/proc/${each}/stat`, 'utf8').split(') ').pop().split(' ');
      ticks += +fields[11] + +fields[12] + (each === String(pid) ? +fields[13] + +fields[14] : 0);
    } catch { /* it has ended */ }
  }
  return ticks / 100;
}

/** WAL syncs and bytes so far, asked of the database by psql if BENCH_PSQL names how to reach it. */
function wal() {
  if (!process.env.BENCH_PSQL) return {};
  const args = ['-X', '-Atc', process.env.BENCH_WAL_QUERY, process.env.BENCH_PSQL];
  const [syncs, bytes] = execFileSync('psql', args).toString().trim().split('|').map(Number);
  return { syncs, bytes };
}

export function snapshot() {
  const cpu = {};
  for (const pair of (process.env.BENCH_PIDS || '').split(',').filter(Boolean)) {
    const [name, pid] = pair.split('=');
    cpu[name] = cpuSeconds(pid);
  }
  const own = process.cpuUsage();
  return { at: performance.now(), cpu: { ...cpu, driver: (own.user + own.system) / 1e6 }, wal: wal() };
}

/** What happened between two snapshots, whole and per unit of work. */
export function cost(before, after, units) {
  const cpu = {};
  for (const name of Object.keys(after.cpu)) cpu[name] = +(after.cpu[name] - before.cpu[name]).toFixed(2);
  const total = Object.values(cpu).reduce((a, b) => a + b, 0);
  const syncs = after.wal.syncs === undefined ? undefined : after.wal.syncs - before.wal.syncs;
  return {
    seconds: +((after.at - before.at) / 1000).toFixed(1), cpu,
    cpu_ms_each: +(total * 1000 / units).toFixed(2),
    ...(syncs === undefined ? {} : { wal_syncs_each: +(syncs / units).toFixed(2), wal_bytes_each: Math.round((after.wal.bytes - before.wal.bytes) / units) }),
  };
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
