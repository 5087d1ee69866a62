import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSession } from '../api/session';
import { CopyButton } from '../ui/Copy';
import { Trouble } from '../ui/Trouble';

export interface ConfirmDialogProps {
  readonly header: string;
  /** What the button that does it says. */
  readonly doing: string;
  /** The action's name, AWS's where it has one. */
  readonly action: string;
  /** The same as a command, where AWS has one. */
  readonly cli?: string;
  readonly act: () => Promise<unknown>;
  /** What it is done to, in words. */
  readonly target?: string;
  /** What is asked again when it is done. */
  readonly changes?: readonly QueryKey[];
  readonly onDone?: () => void;
  /** Whether it can be done as things are in the dialog. */
  readonly isReady?: boolean;
  readonly isLarge?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks before something is done, and does it; a refusal is shown where it was asked for. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { header, doing, action, cli, act, target = 'one execution of', changes = [], onDone, isReady = true, isLarge = false, onClose, children } = props;
  const session = useSession().data;
  const queries = useQueryClient();
  const acting = useMutation({
    mutationFn: act,
    onSuccess: () => {
      for (const queryKey of changes) {
        void queries.invalidateQueries({ queryKey, exact: true });
      }
      onClose();
      onDone?.();
    },
  });
  return (
    <Modal
      visible
      {...(isLarge ? { size: 'large' as const } : {})}
      onDismiss={onClose}
      closeAriaLabel="Close"
      header={header}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {cli === undefined ? null : <CopyButton text={cli} label="Copy as AWS CLI" />}
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" loading={acting.isPending} disabled={!isReady} onClick={() => acting.mutate()}>
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
          Calls {action} on {target} {session?.tenantName ?? ''} (account {session?.account ?? ''}).
        </Box>
      </SpaceBetween>
    </Modal>
  );
}
