import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteSchedule, firesQuery, scheduleQuery, setOverlap, updateSchedule } from '../../api/schedules';
import type { Schedule } from '../../api/types';
import { schedulesAddress } from '../../model/addresses';
import { schedulerCli } from '../../model/awsCli';
import { OVERLAPS, withState } from '../../model/schedules';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { useGo } from '../../ui/GoLink';

interface Asked {
  readonly name: string;
  readonly onClose: () => void;
}

const TARGET = 'one schedule of';

/** Asks, and lets a schedule fire no more, or again. */
export function SwitchDialog({ name, schedule, onClose }: Asked & { schedule: Schedule }) {
  const isOff = schedule.State === 'DISABLED';
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      header={isOff ? 'Enable this schedule?' : 'Disable this schedule?'}
      doing={isOff ? 'Enable it' : 'Disable it'}
      action="UpdateSchedule"
      target={TARGET}
      act={() => updateSchedule(name, withState(schedule, isOff ? 'ENABLED' : 'DISABLED'))}
      changes={[scheduleQuery(name).queryKey, firesQuery(name).queryKey]}
      onDone={() => void queries.invalidateQueries({ queryKey: ['schedules'] })}
      onClose={onClose}
    >
      <div className="break">
        <b>{name}</b> {isOff ? 'fires at its next time. Times that it would have been due at meanwhile are not made up for.' : 'is due no more until it is enabled again. What it has started goes on.'}
      </div>
    </ConfirmDialog>
  );
}

/** Asks what a schedule does while something that it started still runs. */
export function OverlapDialog({ name, onClose }: Asked) {
  const now = useQuery(firesQuery(name)).data?.overlapPolicy;
  const [chosen, setChosen] = useState<string>();
  const policy = chosen ?? now ?? null;
  return (
    <ConfirmDialog
      header="While something that it started still runs"
      doing="Change it"
      action="SetScheduleOverlap"
      target={TARGET}
      act={() => setOverlap(name, policy ?? '')}
      changes={[scheduleQuery(name).queryKey, firesQuery(name).queryKey]}
      isReady={policy !== null}
      onClose={onClose}
    >
      <FormField label="At its next time the schedule is to">
        <RadioGroup value={policy} items={[...OVERLAPS]} onChange={({ detail }) => setChosen(detail.value)} />
      </FormField>
    </ConfirmDialog>
  );
}

/** Asks, and deletes a schedule. */
export function DeleteDialog({ name, onClose }: Asked) {
  const queries = useQueryClient();
  const go = useGo();
  return (
    <ConfirmDialog
      header="Delete this schedule?"
      doing="Delete it"
      action="DeleteSchedule"
      target={TARGET}
      cli={schedulerCli('delete-schedule', { name })}
      act={() => deleteSchedule(name)}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: ['schedules'] });
        go(schedulesAddress());
      }}
      onClose={onClose}
    >
      <div className="break">
        <b>{name}</b> is due no more, and what came of its times is forgotten. What it has started goes on. There is no way back.
      </div>
    </ConfirmDialog>
  );
}
