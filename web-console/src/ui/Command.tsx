import Box from '@cloudscape-design/components/box';

/** A line to type into a terminal. */
export function Command({ children }: { children: string }) {
  return <Box variant="code">{children}</Box>;
}
