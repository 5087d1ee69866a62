import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { FeedState } from '../api/live';
import { Mark } from '../ui/Mark';

export interface LiveBarProps {
  readonly feed: FeedState | 'off';
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
}

/** Whether what is shown follows the server, and a switch for it. */
export function LiveBar({ feed, isPaused, onPause }: LiveBarProps) {
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <span role="status">{isPaused ? <Mark type="stopped">Paused</Mark> : <FeedMark feed={feed} />}</span>
      <Button
        iconName={isPaused ? 'play' : 'pause'}
        variant="normal"
        ariaLabel={isPaused ? 'Follow live' : 'Pause live updates'}
        onClick={() => onPause(!isPaused)}
      >
        {isPaused ? 'Go on' : 'Pause'}
      </Button>
    </SpaceBetween>
  );
}

function FeedMark({ feed }: { feed: FeedState | 'off' }) {
  switch (feed) {
    case 'live':
      return <Mark type="success">Live</Mark>;
    case 'broken':
      return <Mark type="warning">Reconnecting</Mark>;
    case 'connecting':
      return <Mark type="pending">Connecting</Mark>;
    case 'off':
      return <Mark type="stopped">Not live</Mark>;
  }
}
