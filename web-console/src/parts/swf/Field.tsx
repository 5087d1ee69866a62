import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: string;
  readonly placeholder?: string;
  readonly error?: string | undefined;
}

/** A line of a form. */
export function Field({ label, value, onChange, description, placeholder, error }: FieldProps) {
  return (
    <FormField label={label} {...(description === undefined ? {} : { description })} {...(error === undefined ? {} : { errorText: error })}>
      <Input value={value} onChange={({ detail }) => onChange(detail.value)} {...(placeholder === undefined ? {} : { placeholder })} />
    </FormField>
  );
}
