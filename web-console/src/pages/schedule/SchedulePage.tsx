import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { scheduleQuery } from '../../api/schedules';
import type { Schedule } from '../../api/types';
import { machineAddress } from '../../model/addresses';
import { machineOf, nameOf } from '../../model/arn';
import { schedulerCli } from '../../model/awsCli';
import { layOut } from '../../model/json';
import { STARTS_WORKFLOW } from '../../model/schedules';
import { ScheduleMark } from '../../parts/ScheduleMark';
import { Copied, CopyButton } from '../../ui/Copy';
import { TextEditor } from '../../ui/editor/TextEditor';
import { GoLink } from '../../ui/GoLink';
import { Answer } from '../../ui/Trouble';
import { When } from '../../ui/When';
import { BackfillDialog } from './BackfillDialog';
import { DeleteDialog, OverlapDialog, SwitchDialog } from './ChangeDialogs';
import { Fires } from './Fires';

/** One schedule: what it starts and when, what came of it, and what may be changed. */
export function SchedulePage({ name }: { name: string }) {
  const found = useQuery(scheduleQuery(name));
  return (
    <Answer of={found} what="the schedule" title={name}>
      {(schedule) => <Found name={name} schedule={schedule} />}
    </Answer>
  );
}

type Asked = 'switch' | 'overlap' | 'backfill' | 'delete';

function Found({ name, schedule }: { name: string; schedule: Schedule }) {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const ask = (what: Asked, text: string) => <Button onClick={() => setAsked(what)}>{text}</Button>;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={schedule.Arn === undefined ? undefined : <Copied text={schedule.Arn} />}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <CopyButton text={schedulerCli('get-schedule', { name })} label="Copy as AWS CLI" />
            {ask('delete', 'Delete')}
            {ask('backfill', 'Backfill')}
            {ask('overlap', 'Change overlap')}
            {ask('switch', schedule.State === 'DISABLED' ? 'Enable' : 'Disable')}
          </SpaceBetween>
        }
      >
        <span className="break">{name}</span>
      </Header>
      <Facts of={schedule} />
      <Fires name={name} />
      <Container header={<Header variant="h2">Input of what is started</Header>}>
        <TextEditor text={layOut(schedule.Target?.Input ?? '')} label="Input of what is started" height={280} />
      </Container>
      {asked === 'switch' ? <SwitchDialog name={name} schedule={schedule} onClose={close} /> : null}
      {asked === 'overlap' ? <OverlapDialog name={name} onClose={close} /> : null}
      {asked === 'backfill' ? <BackfillDialog name={name} onClose={close} /> : null}
      {asked === 'delete' ? <DeleteDialog name={name} onClose={close} /> : null}
    </SpaceBetween>
  );
}

function Facts({ of }: { of: Schedule }) {
  const { Target } = of;
  const minutes = of.FlexibleTimeWindow?.MaximumWindowInMinutes;
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={[
          { label: 'State', value: <ScheduleMark state={of.State} /> },
          { label: 'Expression', value: <span className="break">{of.ScheduleExpression ?? '–'}</span> },
          { label: 'Time zone', value: of.ScheduleExpressionTimezone ?? 'UTC' },
          { label: 'Flexible window', value: minutes === undefined ? 'on time' : `up to ${minutes} min later` },
          {
            label: 'Starts',
            value: (
              <span className="break">
                {Target === undefined ? '–' : Target.Arn === STARTS_WORKFLOW ? 'a workflow of SWF' : <GoLink href={machineAddress(machineOf(Target.Arn))}>{nameOf(Target.Arn)}</GoLink>}
              </span>
            ),
          },
          { label: 'Not before', value: <When at={of.StartDate} /> },
          { label: 'Not after', value: <When at={of.EndDate} /> },
          { label: 'When it is never due again', value: of.ActionAfterCompletion === 'DELETE' ? 'it is deleted' : 'it stays' },
          { label: 'Description', value: <span className="break">{of.Description ?? '–'}</span> },
          { label: 'Created', value: <When at={of.CreationDate} /> },
          { label: 'Changed', value: <When at={of.LastModificationDate} /> },
        ]}
      />
    </Container>
  );
}
