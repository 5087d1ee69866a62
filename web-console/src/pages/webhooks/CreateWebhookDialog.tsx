import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { machinesQuery } from '../../api/machines';
import { type IssuedWebhook, STATUSES } from '../../api/types';
import { createWebhook, webhooksQuery } from '../../api/webhooks';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { Field } from '../../parts/swf/Field';

const ALL: SelectProps.Option = { value: '', label: 'All state machines' };

/** Asks for a URL and what it is to be told of, and makes a webhook; its secret is handed on. */
export function CreateWebhookDialog({ onIssued, onClose }: { onIssued: (issued: IssuedWebhook) => void; onClose: () => void }) {
  const [url, setUrl] = useState('');
  const [machine, setMachine] = useState('');
  const [statuses, setStatuses] = useState<readonly string[]>([]);
  const machines = useInfiniteQuery(machinesQuery);
  const options = [ALL, ...(machines.data?.pages.flatMap((page) => page.stateMachines) ?? []).map(({ stateMachineArn, name }) => ({ value: stateMachineArn, label: name }))];
  const problem = url === '' || /^https?:\/\/[^\s#]+$/i.test(url) ? undefined : 'A URL of http or https, without a fragment.';
  return (
    <ConfirmDialog
      header="Create a webhook"
      doing="Create webhook"
      action="CreateWebhook"
      target="the webhooks of"
      act={() => createWebhook(url, machine, statuses).then(onIssued)}
      changes={[webhooksQuery.queryKey]}
      isReady={url !== '' && problem === undefined}
      onClose={onClose}
    >
      <Field label="URL" description="Messages are posted to it, signed as Standard Webhooks are." placeholder="https://hooks.example.com/orders" value={url} onChange={setUrl} error={problem} />
      <FormField label="Of executions of">
        <Select
          selectedOption={options.find((one) => one.value === machine) ?? null}
          options={options}
          filteringType="auto"
          filteringAriaLabel="Find a state machine"
          statusType={machines.isFetching ? 'loading' : machines.hasNextPage ? 'pending' : 'finished'}
          loadingText="Loading state machines"
          onLoadItems={() => void (machines.hasNextPage && machines.fetchNextPage())}
          onChange={({ detail }) => setMachine(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <FormField label="When they come to be" description="In any status when none is chosen.">
        <Multiselect
          selectedOptions={statuses.map((value) => ({ value, label: value }))}
          options={STATUSES.map((value) => ({ value, label: value }))}
          placeholder="Choose statuses"
          deselectAriaLabel={(option) => `Leave out ${option.label ?? ''}`}
          onChange={({ detail }) => setStatuses(detail.selectedOptions.flatMap(({ value }) => (value === undefined ? [] : [value])))}
        />
      </FormField>
    </ConfirmDialog>
  );
}
