import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';

const POLICIES = [
  { value: 'TERMINATE', label: 'TERMINATE', description: 'Children are terminated.' },
  { value: 'REQUEST_CANCEL', label: 'REQUEST_CANCEL', description: 'Children are asked to cancel.' },
  { value: 'ABANDON', label: 'ABANDON', description: 'Children go on.' },
];

/** What becomes of open children when a run is terminated or times out; empty for what was said before. */
export function ChildPolicyField({ value, onChange, without }: { value: string; onChange: (value: string) => void; without: string }) {
  const options = [{ value: '', label: without }, ...POLICIES];
  return (
    <FormField label="Child policy">
      <Select selectedOption={options.find((one) => one.value === value) ?? null} options={options} onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')} />
    </FormField>
  );
}
