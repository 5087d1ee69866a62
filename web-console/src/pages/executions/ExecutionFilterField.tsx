import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { useInfiniteQuery } from '@tanstack/react-query';
import { machinesQuery } from '../../api/machines';
import { type ExecutionFilter, STATUSES } from '../../api/types';
import { nameOf } from '../../model/arn';
import { moment } from '../../model/times';
import { STATUS_WORDS } from '../../parts/ExecutionMark';
import { usePreferences } from '../../ui/preferences';
import { filterOf, tokensOf } from './tokens';

const words = (value: unknown) =>
  [value]
    .flat()
    .map((one) => STATUS_WORDS[one as keyof typeof STATUS_WORDS] ?? String(one))
    .join(', ');

/** The filter as a field that offers what there is. */
export function ExecutionFilterField({ filter, onFilter }: { filter: ExecutionFilter; onFilter: (filter: ExecutionFilter) => void }) {
  const { utc } = usePreferences();
  const machines = useInfiniteQuery(machinesQuery).data?.pages.flatMap((page) => page.stateMachines) ?? [];
  const time = {
    format: (value: unknown) => moment(Date.parse(String(value)), utc),
    form: ({ value, onChange }: PropertyFilterProps.ExtendedOperatorFormProps<string>) => (
      <FormField label="Day">
        <DateInput value={(value ?? '').slice(0, 10)} onChange={({ detail }) => onChange(detail.value)} placeholder="YYYY-MM-DD" />
      </FormField>
    ),
  };
  const times = [
    { operator: '>=' as const, ...time },
    { operator: '<' as const, ...time },
  ];
  const named = (value: unknown) => nameOf(String(value));
  return (
    <PropertyFilter
      hideOperations
      query={{ operation: 'and', tokens: tokensOf(filter) }}
      onChange={({ detail }) => onFilter(filterOf(detail.tokens))}
      filteringPlaceholder="Filter by status, name, error, time, words, attributes"
      filteringAriaLabel="Filter executions"
      filteringProperties={[
        { key: 'status', propertyLabel: 'Status', groupValuesLabel: 'Statuses', operators: [{ operator: '=', tokenType: 'enum', format: words }] },
        { key: 'stateMachineArn', propertyLabel: 'State machine', groupValuesLabel: 'State machines', operators: [{ operator: '=', format: named }] },
        { key: 'name', propertyLabel: 'Name', groupValuesLabel: 'Names', operators: [':'], defaultOperator: ':' },
        { key: 'error', propertyLabel: 'Error', groupValuesLabel: 'Errors', operators: ['='] },
        { key: 'text', propertyLabel: 'Words of input or output', groupValuesLabel: 'Words', operators: [':'], defaultOperator: ':' },
        { key: 'attribute', propertyLabel: 'Attribute (orderId=4711)', groupValuesLabel: 'Attributes', operators: [':'], defaultOperator: ':' },
        { key: 'started', propertyLabel: 'Started', groupValuesLabel: 'Times', operators: times, defaultOperator: '>=' },
        { key: 'stopped', propertyLabel: 'Stopped', groupValuesLabel: 'Times', operators: times, defaultOperator: '>=' },
      ]}
      filteringOptions={[
        ...STATUSES.map((status) => ({ propertyKey: 'status', value: status, label: STATUS_WORDS[status] })),
        ...machines.map(({ stateMachineArn, name }) => ({ propertyKey: 'stateMachineArn', value: stateMachineArn, label: name })),
        ...['States.TaskFailed', 'States.Timeout', 'States.Runtime', 'States.DataLimitExceeded'].map((value) => ({ propertyKey: 'error', value })),
      ]}
    />
  );
}
