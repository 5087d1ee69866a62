import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Words } from '../model/search';

/** The words of the address of the view that is shown. */
export const useWords = (): Words => useSearch({ strict: false }) as Words;

/** The ARN in the address. */
export const useArn = (): string => (useParams({ strict: false }) as { arn?: string }).arn ?? '';

/** Changes the words of the address: as a step of its own to go back to, or in place of the step before. */
export function useSetWords(): (words: Words, inPlace?: boolean) => void {
  const navigate = useNavigate();
  return (words, inPlace = false) => void navigate({ to: '.', search: words as never, replace: inPlace, resetScroll: false });
}

/** A single word of an address. */
export const word = (value: Words[string]): string | undefined => (typeof value === 'string' ? value : value?.[0]);
