import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSession } from '../../api/session';
import { CopyButton } from '../../ui/Copy';
import { Trouble } from '../../ui/Trouble';

export interface ConfirmDialogProps {
  readonly header: string;
  /** What the button that does it says. */
  readonly doing: string;
  /** AWS's name of the action. */
  readonly action: string;
  /** The same as a command. */
  readonly cli: string;
  readonly act: () => Promise<unknown>;
  /** What is asked again when it is done. */
  readonly changes: readonly QueryKey[];
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks before something is done to one execution, and does it; a refusal is shown where it was asked for. */
export function ConfirmDialog({ header, doing, action, cli, act, changes, onClose, children }: ConfirmDialogProps) {
  const session = useSession().data;
  const queries = useQueryClient();
  const acting = useMutation({
    mutationFn: act,
    onSuccess: () => {
      for (const queryKey of changes) {
        void queries.invalidateQueries({ queryKey, exact: true });
      }
      onClose();
    },
  });
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel="Close"
      header={header}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <CopyButton text={cli} label="Copy as AWS CLI" />
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" loading={acting.isPending} onClick={() => acting.mutate()}>
              {doing}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {acting.error === null ? null : <Trouble of={acting.error} />}
        {children}
        <Box variant="small">
          Calls {action} on one execution of {session?.tenantName ?? ''} (account {session?.account ?? ''}).
        </Box>
      </SpaceBetween>
    </Modal>
  );
}
