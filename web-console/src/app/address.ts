import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Words } from '../model/search';

/** The words of the address of the view that is shown. */
export const useWords = (): Words => useSearch({ strict: false }) as Words;

/** A word of the address's path, by its name in the router. */
export const useParameter = (name: string): string => (useParams({ strict: false }) as Record<string, string | undefined>)[name] ?? '';

/** The ARN in the address. */
export const useArn = (): string => useParameter('arn');

/** Changes the words of the address: as a step of its own to go back to, or in place of the step before. */
export function useSetWords(): (words: Words, inPlace?: boolean) => void {
  const navigate = useNavigate();
  return (words, inPlace = false) => void navigate({ to: '.', search: words as never, replace: inPlace, resetScroll: false });
}

/** A single word of an address. */
export const word = (value: Words[string]): string | undefined => (typeof value === 'string' ? value : value?.[0]);
