import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { asProblem } from '../../api/problem';
import { previewQuery } from '../../api/schedules';
import { When } from '../../ui/When';

/** The first times of an expression, as the server reads it, or why it is none. */
export function Preview({ expression, zone }: { expression: string; zone: string }) {
  const { data, error } = useQuery({ ...previewQuery(useDeferredValue(expression), zone), placeholderData: keepPreviousData });
  return (
    <FormField label="Next times" errorText={error === null ? undefined : asProblem(error).message}>
      {data === undefined || error !== null || expression === '' ? (
        <Box color="text-body-secondary">–</Box>
      ) : data.times.length === 0 ? (
        <Box color="text-body-secondary">It is never due.</Box>
      ) : (
        <ul className="waits" aria-label="Next times">
          {data.times.map(({ dueTime }) => (
            <li key={dueTime}>
              {dueTime} (<When at={dueTime} />)
            </li>
          ))}
        </ul>
      )}
    </FormField>
  );
}
