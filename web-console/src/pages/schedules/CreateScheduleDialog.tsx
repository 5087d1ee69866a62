import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import Toggle from '@cloudscape-design/components/toggle';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { machinesQuery } from '../../api/machines';
import { createSchedule } from '../../api/schedules';
import { useSession } from '../../api/session';
import { scheduleAddress } from '../../model/addresses';
import { schedulerCli } from '../../model/awsCli';
import { problemIn } from '../../model/json';
import { asCreated, isWhole, type ScheduleDraft, scheduleNameProblem, STARTS_WORKFLOW, windowProblem, WORKFLOW_INPUT } from '../../model/schedules';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { Field } from '../../parts/swf/Field';
import { TextEditor } from '../../ui/editor/TextEditor';
import { useGo } from '../../ui/GoLink';
import { Preview } from './Preview';

const ZONES: readonly SelectProps.Option[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((value) => ({ value, label: value }));

const FIRST: ScheduleDraft = { name: '', expression: 'rate(1 day)', zone: 'UTC', description: '', window: '', isEnabled: true, target: '', input: '{}' };

/** Asks when, and what, and makes a schedule; the next times are shown while the expression is written. */
export function CreateScheduleDialog({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState(FIRST);
  const set = (part: Partial<ScheduleDraft>) => setDraft((before) => ({ ...before, ...part }));
  const account = useSession().data?.account ?? '';
  const queries = useQueryClient();
  const go = useGo();
  const terms = asCreated(draft, account);
  // A machine's input is JSON, and so is what says which workflow is meant.
  const inputProblem = draft.input.trim() === '' ? undefined : problemIn(draft.input);
  return (
    <ConfirmDialog
      header="Create a schedule"
      doing="Create schedule"
      action="CreateSchedule"
      target="the schedules of"
      cli={schedulerCli('create-schedule', {
        name: draft.name,
        'schedule-expression': draft.expression,
        'schedule-expression-timezone': draft.zone,
        state: terms.State,
        description: draft.description,
        'flexible-time-window': draft.window === '' ? 'Mode=OFF' : `Mode=FLEXIBLE,MaximumWindowInMinutes=${draft.window}`,
        target: JSON.stringify(terms.Target),
      })}
      act={() => createSchedule(draft.name, terms)}
      isReady={isWhole(draft) && inputProblem === undefined}
      isLarge
      onDone={() => {
        void queries.invalidateQueries({ queryKey: ['schedules'] });
        go(scheduleAddress(draft.name));
      }}
      onClose={onClose}
    >
      <Field label="Name" value={draft.name} onChange={(name) => set({ name })} error={scheduleNameProblem(draft.name)} />
      <Field label="Expression" description="rate(5 minutes), cron(0 2 * * ? *) or at(2026-12-24T18:00:00)" value={draft.expression} onChange={(expression) => set({ expression })} />
      <FormField label="Time zone" description="Whose clocks are meant.">
        <Select
          selectedOption={ZONES.find(({ value }) => value === draft.zone) ?? null}
          options={ZONES}
          filteringType="auto"
          filteringAriaLabel="Find a time zone"
          virtualScroll
          onChange={({ detail }) => set({ zone: detail.selectedOption.value ?? 'UTC' })}
        />
      </FormField>
      <Preview expression={draft.expression} zone={draft.zone} />
      <TargetField value={draft.target} onChange={(target) => set({ target, ...(target === STARTS_WORKFLOW && draft.input === FIRST.input ? { input: WORKFLOW_INPUT } : {}) })} />
      <FormField stretch label="Input" description="<aws.scheduler.scheduled-time> in it is filled in." errorText={inputProblem}>
        <TextEditor text={draft.input} label="Input of what is started" onChange={(input) => set({ input })} height={160} />
      </FormField>
      <Field label="Flexible window, in minutes" description="How much later each start may be; empty for on time." value={draft.window} onChange={(window) => set({ window })} error={windowProblem(draft.window)} />
      <Field label="Description" value={draft.description} onChange={(description) => set({ description })} error={draft.description.length > 512 ? 'At most 512 characters.' : undefined} />
      <Toggle checked={draft.isEnabled} onChange={({ detail }) => set({ isEnabled: detail.checked })}>
        Fires from now on
      </Toggle>
      <Box variant="small">What it does while something that it started still runs is said on its page.</Box>
    </ConfirmDialog>
  );
}

function TargetField({ value, onChange }: { value: string; onChange: (target: string) => void }) {
  const machines = useInfiniteQuery(machinesQuery);
  const options: readonly SelectProps.Option[] = [
    ...(machines.data?.pages.flatMap((page) => page.stateMachines) ?? []).map(({ stateMachineArn, name }) => ({ value: stateMachineArn, label: name, description: stateMachineArn })),
    { value: STARTS_WORKFLOW, label: 'A workflow of SWF', description: 'Its domain, id and type stand in the input.' },
  ];
  return (
    <FormField label="Starts">
      <Select
        selectedOption={options.find((one) => one.value === value) ?? null}
        options={options}
        placeholder="Choose a state machine"
        filteringType="auto"
        filteringAriaLabel="Find a state machine"
        statusType={machines.isFetching ? 'loading' : machines.hasNextPage ? 'pending' : 'finished'}
        loadingText="Loading state machines"
        onLoadItems={() => void (machines.hasNextPage && machines.fetchNextPage())}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}
