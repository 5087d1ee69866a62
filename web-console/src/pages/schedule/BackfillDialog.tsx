import { useState } from 'react';
import { backfillSchedule, firesQuery } from '../../api/schedules';
import { backfillProblem } from '../../model/schedules';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { Field } from '../../parts/swf/Field';

const DAY_MS = 86_400_000;

const toTheSecond = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Asks for a stretch of the past, and has the schedule make up for the times in it. */
export function BackfillDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const [now] = useState(Date.now);
  const [from, setFrom] = useState(() => toTheSecond(now - DAY_MS));
  const [to, setTo] = useState(() => toTheSecond(now));
  const problem = backfillProblem(from, to, Date.now());
  return (
    <ConfirmDialog
      header="Make up for times of the past?"
      doing="Backfill"
      action="BackfillSchedule"
      target="one schedule of"
      act={() => backfillSchedule(name, from, to)}
      changes={[firesQuery(name).queryKey]}
      isReady={problem === undefined}
      onClose={onClose}
    >
      <div className="break">
        Each time between these two that <b>{name}</b> would have been due at, and was not, is due now. Times that it was due at before are left out.
      </div>
      <Field label="From" value={from} onChange={setFrom} error={problem} />
      <Field label="To" value={to} onChange={setTo} />
    </ConfirmDialog>
  );
}
