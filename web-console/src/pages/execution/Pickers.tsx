import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import type { Seen } from '../../model/focus';
import type { ExecutionView } from '../../model/search';
import { VISIT_WORDS } from '../../model/story';
import { duration } from '../../model/times';
import { useNow } from '../../ui/now';
import { indexesOf, withIteration, withVisit } from './useReading';

interface PickersProps {
  readonly seen: Seen;
  readonly attempt: number;
  readonly view: ExecutionView;
  readonly onView: (view: ExecutionView) => void;
}

/** Choices among visits of the same state, items of a Map and attempts; each only where there is one. */
export function Pickers({ seen, attempt, view, onView }: PickersProps) {
  const now = useNow();
  const { visit, all, iteration } = seen;
  const visits = all.map((one, at) => ({ value: String(one.id), label: `Visit ${at + 1} of ${all.length}`, description: `${VISIT_WORDS[one.status]}, ${duration((one.to ?? now) - one.from)}, event ${one.id}` }));
  const items = indexesOf(visit).map((index) => ({ value: String(index), label: `Item ${index}`, description: VISIT_WORDS[visit.iterations.get(index)?.status ?? 'running'] }));
  const tries = visit.attempts.map((one, at) => ({ value: String(at), label: `Attempt ${at + 1} of ${visit.attempts.length}`, description: one.error ?? VISIT_WORDS[one.status] }));
  const pickers = [
    all.length > 1
      ? { label: 'Visit', options: visits, at: String(visit.id), pick: (id: number) => onView(withVisit(seen, id, view)) }
      : undefined,
    iteration === undefined
      ? undefined
      : { label: 'Item shown inside', options: items, at: String(iteration.index), pick: (index: number) => onView(withIteration(visit, index, view)) },
    tries.length > 1 ? { label: 'Attempt', options: tries, at: String(attempt), pick: (at: number) => onView({ ...view, attempt: at }) } : undefined,
  ].filter((one) => one !== undefined);
  return pickers.length === 0 ? null : (
    <ColumnLayout columns={pickers.length > 1 ? 2 : 1}>
      {pickers.map(({ label, options, at, pick }) => (
        <FormField key={label} label={label} stretch>
          <Select
            virtualScroll={options.length > 50}
            filteringType={options.length > 12 ? 'auto' : 'none'}
            filteringAriaLabel={`Find in ${label}`}
            selectedOption={options.find(({ value }) => value === at) ?? null}
            options={options}
            onChange={({ detail }) => pick(Number(detail.selectedOption.value))}
          />
        </FormField>
      ))}
    </ColumnLayout>
  );
}
