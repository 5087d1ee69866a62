import Link, { type LinkProps } from '@cloudscape-design/components/link';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Goes to another view of the console. */
export function useGo(): (href: string) => void {
  const router = useRouter();
  return (href) => void router.navigate({ href } as never);
}

/** A link to another view of the console, which does not load the page anew. */
export function GoLink({ href, children, variant }: { href: string; children: ReactNode; variant?: LinkProps.Variant }) {
  const go = useGo();
  return (
    <Link
      href={href}
      {...(variant === undefined ? {} : { variant })}
      onFollow={(event) => {
        if (!event.detail.external) {
          event.preventDefault();
          go(href);
        }
      }}
    >
      {children}
    </Link>
  );
}
