import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { registerDomain } from '../../api/swf/domains';
import type { ResourceTag } from '../../api/types';
import { domainAddress } from '../../model/addresses';
import { swfCli } from '../../model/awsCli';
import { nameProblem, retentionProblem } from '../../model/swf/rules';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { Field } from '../../parts/swf/Field';
import { useGo } from '../../ui/GoLink';

/** Asks for a name, a retention and tags, and registers a domain. */
export function RegisterDomainDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [retention, setRetention] = useState('30');
  const [tags, setTags] = useState<readonly Required<ResourceTag>[]>([]);
  const queries = useQueryClient();
  const go = useGo();
  const set = (at: number, part: Partial<ResourceTag>) => setTags((before) => before.map((tag, index) => (index === at ? { ...tag, ...part } : tag)));
  const given = tags.filter(({ key }) => key !== '');
  return (
    <ConfirmDialog
      header="Register a domain"
      doing="Register domain"
      action="RegisterDomain"
      target="the domains of"
      cli={swfCli('register-domain', {
        name,
        'workflow-execution-retention-period-in-days': retention,
        description,
        tags: given.length === 0 ? undefined : JSON.stringify(given),
      })}
      act={() => registerDomain(name, description, retention, given)}
      isReady={name !== '' && nameProblem(name) === undefined && retentionProblem(retention) === undefined && description.length <= 1024}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: ['swfDomains'] });
        go(domainAddress(name));
      }}
      onClose={onClose}
    >
      <Field label="Name" value={name} onChange={setName} error={nameProblem(name)} />
      <Field label="Description" value={description} onChange={setDescription} error={description.length > 1024 ? 'At most 1,024 characters.' : undefined} />
      <Field label="Retention of closed executions, in days" description="0 to 90. With 0 or NONE they are not kept." value={retention} onChange={setRetention} error={retentionProblem(retention)} />
      <AttributeEditor<Required<ResourceTag>>
        items={tags}
        addButtonText="Add a tag"
        removeButtonText="Remove"
        empty="No tags."
        disableAddButton={tags.length >= 50}
        onAddButtonClick={() => setTags([...tags, { key: '', value: '' }])}
        onRemoveButtonClick={({ detail }) => setTags(tags.filter((_, at) => at !== detail.itemIndex))}
        definition={[
          { label: 'Key', control: (tag, at) => <Input ariaLabel="Key of the tag" value={tag.key} onChange={({ detail }) => set(at, { key: detail.value })} /> },
          { label: 'Value', control: (tag, at) => <Input ariaLabel="Value of the tag" value={tag.value} onChange={({ detail }) => set(at, { value: detail.value })} /> },
        ]}
      />
    </ConfirmDialog>
  );
}
