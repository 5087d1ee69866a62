import { useQueryClient } from '@tanstack/react-query';
import { domainKey } from './domains';

/** Asks anew for all that is known of a domain, and for where it is listed. */
export function useDomainChanged(domain: string): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: domainKey(domain) });
    void queries.invalidateQueries({ queryKey: ['swfDomains'] });
  };
}
