import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { IssuedWebhook } from '../../api/types';
import { Copied } from '../../ui/Copy';

/** The secret of a webhook just made; it is nowhere else, and gone with this notice. */
export function SecretOnce({ issued, onClose }: { issued: IssuedWebhook; onClose: () => void }) {
  return (
    <Alert type="success" dismissible dismissAriaLabel="Close" header="The webhook is made" onDismiss={onClose}>
      <SpaceBetween size="xs">
        <div>Messages are signed with this secret. Keep it now: nobody is told it again.</div>
        <span className="break">
          <Copied text={issued.secret} />
        </span>
      </SpaceBetween>
    </Alert>
  );
}
