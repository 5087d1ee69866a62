import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';

interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** Fetches the next page of a list; nothing where there is none. */
export function More({ of, shown }: { of: Paged; shown: number }) {
  return of.hasNextPage ? (
    <Box textAlign="center">
      <Button loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
        Show more after {shown.toLocaleString('en')}
      </Button>
    </Box>
  ) : null;
}
