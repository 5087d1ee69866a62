import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

/** A sign with its word: status is never told by colour alone. */
export function Mark({ type, children }: { type: StatusIndicatorProps.Type; children: string }) {
  return <StatusIndicator type={type}>{children}</StatusIndicator>;
}
