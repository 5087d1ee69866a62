import Button from '@cloudscape-design/components/button';
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import { useEffect, useState } from 'react';
import { type By, CLOSE_STATUSES, type SwfFilter, type Within } from '../../model/swf/filter';
import { CLOSE_WORDS } from '../../parts/swf/marks';

type Key = By['by'] | 'all';

const RANGES = [
  { value: '', label: 'At any time' },
  { value: '1h', label: 'Within an hour' },
  { value: '1d', label: 'Within a day' },
  { value: '7d', label: 'Within a week' },
  { value: '30d', label: 'Within 30 days' },
  { value: 'days', label: 'Between days' },
];

/** AWS finds runs by time and by one thing more: the form lets one be chosen. */
export function RunFilterForm({ filter, onFilter }: { filter: SwfFilter; onFilter: (filter: SwfFilter) => void }) {
  const { state, time, by, ...range } = filter;
  return (
    <search className="filter" aria-label="Filter executions">
      <SegmentedControl
        label="Open or closed"
        selectedId={state}
        onChange={({ detail }) => onFilter(toState(filter, detail.selectedId === 'closed' ? 'closed' : 'open'))}
        options={[
          { id: 'open', text: 'Open' },
          { id: 'closed', text: 'Closed' },
        ]}
      />
      {state === 'closed' ? (
        <FormField label="Time of">
          <Select
            selectedOption={{ value: time, label: time === 'close' ? 'Closing' : 'Starting' }}
            options={[
              { value: 'start', label: 'Starting' },
              { value: 'close', label: 'Closing' },
            ]}
            onChange={({ detail }) => onFilter({ ...filter, time: detail.selectedOption.value === 'close' ? 'close' : 'start' })}
          />
        </FormField>
      ) : null}
      <RangeField label={time === 'close' ? 'Closed' : 'Started'} range={range} onRange={(next) => onFilter({ state, time, ...(by === undefined ? {} : { by }), ...next })} />
      <ByField key={JSON.stringify(by)} state={state} by={by} onBy={(next) => onFilter({ state, time, ...range, ...(next === undefined ? {} : { by: next }) })} />
    </search>
  );
}

/** What of a filter still makes sense for open or for closed runs. */
function toState({ by, time: _time, ...rest }: SwfFilter, state: SwfFilter['state']): SwfFilter {
  return { ...rest, state, time: 'start', ...(by === undefined || (state === 'open' && by.by === 'closeStatus') ? {} : { by }) };
}

type Range = Pick<SwfFilter, 'within' | 'after' | 'before'>;

function RangeField({ label, range, onRange }: { label: string; range: Range; onRange: (range: Range) => void }) {
  const { within, after, before } = range;
  const [isByDays, setByDays] = useState(after !== undefined || before !== undefined);
  const value = isByDays ? 'days' : (within ?? '');
  const day = (text: string | undefined) => text?.slice(0, 10) ?? '';
  const moment = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined);
  const between = (from: string | undefined, to: string | undefined) => onRange({ ...(from === undefined ? {} : { after: from }), ...(to === undefined ? {} : { before: to }) });
  return (
    <>
      <FormField label={label}>
        <Select
          selectedOption={RANGES.find((one) => one.value === value) ?? null}
          options={RANGES}
          onChange={({ detail }) => {
            const chosen = detail.selectedOption.value ?? '';
            setByDays(chosen === 'days');
            onRange(chosen === '' || chosen === 'days' ? {} : { within: chosen as Within });
          }}
        />
      </FormField>
      {isByDays ? (
        <>
          <FormField label="From">
            <DateInput value={day(after)} placeholder="YYYY-MM-DD" onChange={({ detail }) => between(moment(detail.value), before)} />
          </FormField>
          <FormField label="Until before">
            <DateInput value={day(before)} placeholder="YYYY-MM-DD" onChange={({ detail }) => between(after, moment(detail.value))} />
          </FormField>
        </>
      ) : null}
    </>
  );
}

const KEYS: readonly { value: Key; label: string }[] = [
  { value: 'all', label: 'Nothing else' },
  { value: 'workflowId', label: 'Workflow id' },
  { value: 'type', label: 'Workflow type' },
  { value: 'tag', label: 'Tag' },
  { value: 'closeStatus', label: 'Close status' },
];

function ByField({ state, by, onBy }: { state: SwfFilter['state']; by: By | undefined; onBy: (by: By | undefined) => void }) {
  const [key, setKey] = useState<Key>(by?.by ?? 'all');
  const [text, setText] = useState(textOf(by));
  const [version, setVersion] = useState(by?.by === 'type' ? (by.version ?? '') : '');
  useEffect(() => {
    if (state === 'open' && key === 'closeStatus') {
      setKey('all');
    }
  }, [state, key]);
  const apply = () => onBy(byOf(key, text, version));
  const onEnter = ({ detail }: { detail: { key: string } }) => detail.key === 'Enter' && apply();
  const label = KEYS.find(({ value }) => value === key)?.label ?? '';
  return (
    <>
      <FormField label="And by">
        <Select
          selectedOption={KEYS.find(({ value }) => value === key) ?? null}
          options={KEYS.filter(({ value }) => state === 'closed' || value !== 'closeStatus')}
          onChange={({ detail }) => {
            const chosen = (detail.selectedOption.value ?? 'all') as Key;
            setKey(chosen);
            setText('');
            if (chosen === 'all') {
              onBy(undefined);
            }
          }}
        />
      </FormField>
      {key === 'closeStatus' ? (
        <FormField label={label}>
          <Select
            placeholder="Choose one"
            selectedOption={by?.by === 'closeStatus' ? { value: by.status, label: CLOSE_WORDS[by.status] } : null}
            options={CLOSE_STATUSES.map((value) => ({ value, label: CLOSE_WORDS[value] }))}
            onChange={({ detail }) => onBy(byOf('closeStatus', detail.selectedOption.value ?? '', ''))}
          />
        </FormField>
      ) : null}
      {key === 'workflowId' || key === 'type' || key === 'tag' ? (
        <>
          <FormField label={label}>
            <Input value={text} onChange={({ detail }) => setText(detail.value)} onKeyDown={onEnter} />
          </FormField>
          {key === 'type' ? (
            <FormField label="Version">
              <Input value={version} placeholder="any" onChange={({ detail }) => setVersion(detail.value)} onKeyDown={onEnter} />
            </FormField>
          ) : null}
          <Button onClick={apply}>Find</Button>
        </>
      ) : null}
    </>
  );
}

function textOf(by: By | undefined): string {
  switch (by?.by) {
    case undefined:
    case 'closeStatus':
      return '';
    case 'workflowId':
      return by.workflowId;
    case 'type':
      return by.name;
    case 'tag':
      return by.tag;
  }
}

function byOf(key: Key, text: string, version: string): By | undefined {
  if (text === '') {
    return undefined;
  }
  switch (key) {
    case 'all':
      return undefined;
    case 'workflowId':
      return { by: key, workflowId: text };
    case 'type':
      return { by: key, name: text, ...(version === '' ? {} : { version }) };
    case 'tag':
      return { by: key, tag: text };
    case 'closeStatus': {
      const status = CLOSE_STATUSES.find((one) => one === text);
      return status === undefined ? undefined : { by: key, status };
    }
  }
}
