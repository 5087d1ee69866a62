import type { Quota } from '../api/types';

/** Quotas in words and in the order in which they are looked at. */

/** Whether a quota is a token bucket and not the most of something. */
export const isBucket = (quota: Quota) => quota.refill !== undefined;

/** Which of them are shown. */
export type QuotaShow = 'all' | 'spent' | 'refused';

export const QUOTA_SHOWS: readonly QuotaShow[] = ['all', 'spent', 'refused'];

/** Those whose names hold a text, and of which something is spent or was refused, if only those are wanted; in the server's order. */
export function chosenQuotas(quotas: readonly Quota[], text: string, show: QuotaShow): readonly Quota[] {
  const wanted = text.toLowerCase();
  return quotas.filter((quota) => quota.name.toLowerCase().includes(wanted) && isShown(quota, show));
}

function isShown(quota: Quota, show: QuotaShow): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'spent':
      return (quota.used ?? 0) > 0;
    case 'refused':
      return (quota.throttled ?? 0) > 0;
  }
}

/** How much of a quota is spent, between 0 and 1; undefined where that is not known or there is no limit. */
export function fullness({ size, used }: Quota): number | undefined {
  return size === undefined || used === undefined ? undefined : size === 0 ? 1 : Math.min(1, used / size);
}

/** Where a quota stands: nearly spent, spent, or neither. */
export function standing(quota: Quota): 'free' | 'nearly' | 'spent' {
  const full = fullness(quota) ?? 0;
  return full >= 1 ? 'spent' : full >= 0.8 ? 'nearly' : 'free';
}
