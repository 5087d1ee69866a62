import { deleteType, setDeprecated } from '../../api/swf/kinds';
import { useDomainChanged } from '../../api/swf/useDomainChanged';
import type { SwfKind, SwfTypeName } from '../../api/types';
import { domainAddress } from '../../model/addresses';
import { cliType, swfCli } from '../../model/awsCli';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { useGo } from '../../ui/GoLink';

/** What can be done to a type that is registered for ever. */
export type TypeChange = 'deprecate' | 'undeprecate' | 'delete';

const WORDS: Readonly<Record<TypeChange, { readonly header: string; readonly doing: string; readonly action: string; readonly effect: string }>> = {
  deprecate: { header: 'Deprecate this type?', doing: 'Deprecate type', action: 'Deprecate', effect: 'cannot be used for what is new any more. What is open goes on.' },
  undeprecate: { header: 'Open this type again?', doing: 'Undeprecate type', action: 'Undeprecate', effect: 'can be used again.' },
  delete: { header: 'Delete this type?', doing: 'Delete type', action: 'Delete', effect: 'is forgotten. Its name and version can be registered again.' },
};

export interface TypeDialogProps {
  readonly domain: string;
  readonly kind: SwfKind;
  readonly type: SwfTypeName;
  readonly change: TypeChange;
  readonly onClose: () => void;
}

/** Asks before a type is deprecated, opened again or deleted, and does it. */
export function TypeDialog({ domain, kind, type, change, onClose }: TypeDialogProps) {
  const changed = useDomainChanged(domain);
  const go = useGo();
  const { header, doing, action, effect } = WORDS[change];
  return (
    <ConfirmDialog
      header={header}
      doing={doing}
      action={`${action}${kind === 'workflow' ? 'Workflow' : 'Activity'}Type`}
      target="one type of"
      cli={swfCli(`${change}-${kind}-type`, { domain, [`${kind}-type`]: cliType(type) })}
      act={() => (change === 'delete' ? deleteType(domain, kind, type) : setDeprecated(domain, kind, type, change === 'deprecate'))}
      onDone={() => {
        if (change === 'delete') {
          go(domainAddress(domain, { tab: `${kind}Types`, registration: 'deprecated' }));
        }
        changed();
      }}
      onClose={onClose}
    >
      <div className="break">
        <b>
          {type.name} {type.version}
        </b>{' '}
        {effect}
      </div>
    </ConfirmDialog>
  );
}
