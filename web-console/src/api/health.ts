import { type Health, readHealth, UNREACHABLE } from '../model/health';

/** Asks the server how it fares. A server that is down answers 503 with the same shape; one that does not answer is UNKNOWN. */
export async function fetchHealth(signal: AbortSignal): Promise<Health> {
  try {
    const response = await fetch('/health', { signal, headers: { Accept: 'application/json' } });
    return readHealth(await response.json());
  } catch {
    return UNREACHABLE;
  }
}
