import ColumnLayout from '@cloudscape-design/components/column-layout';
import { useState } from 'react';
import { registerType } from '../../api/swf/kinds';
import { useDomainChanged } from '../../api/swf/useDomainChanged';
import type { SwfKind } from '../../api/types';
import { swfTypeAddress } from '../../model/addresses';
import { swfCli } from '../../model/awsCli';
import { DEFAULTS } from '../../model/swf/defaults';
import { nameProblem } from '../../model/swf/rules';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { ChildPolicyField } from '../../parts/swf/ChildPolicyField';
import { Field } from '../../parts/swf/Field';
import { useGo } from '../../ui/GoLink';

/** Asks for a name, a version and defaults, and registers a type; none of it can be changed later. */
export function RegisterTypeDialog({ domain, kind, onClose }: { domain: string; kind: SwfKind; onClose: () => void }) {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const changed = useDomainChanged(domain);
  const go = useGo();
  const text = (member: string) => texts[member] ?? '';
  const set = (member: string) => (value: string) => setTexts((before) => ({ ...before, [member]: value }));
  const [name, version] = [text('name'), text('version')];
  const isReady =
    name !== '' &&
    version !== '' &&
    nameProblem(name) === undefined &&
    nameProblem(version, 'version') === undefined &&
    DEFAULTS[kind].every(({ member, problem }) => problem(text(member)) === undefined);
  return (
    <ConfirmDialog
      header={kind === 'workflow' ? 'Register a workflow type' : 'Register an activity type'}
      doing="Register type"
      action={kind === 'workflow' ? 'RegisterWorkflowType' : 'RegisterActivityType'}
      target={`domain ${domain} of`}
      cli={cliFor(domain, kind, texts)}
      act={() => registerType(domain, kind, texts)}
      isReady={isReady}
      isLarge
      onDone={() => {
        changed();
        go(swfTypeAddress(domain, kind, name, version));
      }}
      onClose={onClose}
    >
      <ColumnLayout columns={2}>
        <Field label="Name" value={name} onChange={set('name')} error={nameProblem(name)} />
        <Field label="Version" value={version} onChange={set('version')} error={nameProblem(version, 'version')} />
      </ColumnLayout>
      <Field label="Description" value={text('description')} onChange={set('description')} />
      <div>What is said here holds where an execution or a decision says nothing else; what is left empty has to be said each time.</div>
      <ColumnLayout columns={2}>
        {DEFAULTS[kind].map(({ member, label, problem }) =>
          member === 'defaultChildPolicy' ? (
            <ChildPolicyField key={member} value={text(member)} onChange={set(member)} without="None" />
          ) : (
            <Field key={member} label={label} value={text(member)} onChange={set(member)} error={problem(text(member))} />
          ),
        )}
      </ColumnLayout>
    </ConfirmDialog>
  );
}

function cliFor(domain: string, kind: SwfKind, texts: Readonly<Record<string, string>>): string {
  const { name, version, description, defaultTaskList, ...rest } = texts;
  const options = Object.entries(rest).map(([member, value]) => [member.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value] as const);
  return swfCli(`register-${kind}-type`, {
    domain,
    name,
    [`${kind}-version`]: version,
    description,
    'default-task-list': defaultTaskList === undefined || defaultTaskList === '' ? undefined : `name=${defaultTaskList}`,
    ...Object.fromEntries(options),
  });
}
