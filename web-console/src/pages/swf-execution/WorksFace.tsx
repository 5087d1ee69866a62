import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useMemo, useState } from 'react';
import type { WorkKind } from '../../model/swf/steps';
import type { Work } from '../../model/swf/story';
import { firesAt } from '../../model/swf/waiting';
import { duration } from '../../model/times';
import { WorkMark } from '../../parts/swf/marks';
import { type Column, VirtualGrid } from '../../ui/grid/VirtualGrid';
import { useNow } from '../../ui/now';
import { Empty } from '../../ui/Trouble';
import { When } from '../../ui/When';
import type { RunFaceProps } from './RunFaces';
import { WorkPanel, wordOf } from './WorkPanel';

type Face = 'activities' | 'timers' | 'children';

const KINDS: Readonly<Record<Face, readonly WorkKind[]>> = { activities: ['activity', 'lambda'], timers: ['timer'], children: ['child'] };
const WORDS: Readonly<Record<Face, string>> = { activities: 'Activities', timers: 'Timers', children: 'Children' };
const NONE: Readonly<Record<Face, string>> = { activities: 'No activity was scheduled', timers: 'No timer was started', children: 'No child was started' };

/** All work of one kind, a row each, however much there is; the chosen one in full beside it. */
export function WorksFace({ of, ...props }: RunFaceProps & { of: Face }) {
  const { story, view, onView } = props;
  const [isOpenOnly, setOpenOnly] = useState(false);
  const all = useMemo(() => story.works.filter(({ kind }) => KINDS[of].includes(kind)), [story, of]);
  const rows = useMemo(() => (isOpenOnly ? all.filter(({ to }) => to === undefined) : all), [all, isOpenOnly]);
  const chosen = all.find(({ id }) => id === view.chosen);
  const open = all.filter(({ to }) => to === undefined).length;
  if (all.length === 0) {
    return <Empty title={NONE[of]} />;
  }
  return (
    <SpaceBetween size="s">
      <Toggle checked={isOpenOnly} onChange={({ detail }) => setOpenOnly(detail.checked)}>
        Only what is open ({open.toLocaleString('en')})
      </Toggle>
      <div className="beside">
        <div className="beside-both">
          {rows.length === 0 ? (
            <Empty title="Nothing is open" />
          ) : (
            <VirtualGrid label={WORDS[of]} rows={rows} columns={COLUMNS[of]} keyOf={idOf} selected={view.chosen} onSelect={({ id }) => onView({ ...view, chosen: id })} />
          )}
          {chosen === undefined ? null : <WorkPanel work={chosen} {...props} />}
        </div>
      </div>
    </SpaceBetween>
  );
}

const idOf = ({ id }: Work) => id;

function Length({ of }: { of: Work }) {
  const now = useNow();
  return <>{duration((of.to ?? now) - of.from)}</>;
}

const status: Column<Work> = { name: 'Status', width: 'minmax(110px, 1fr)', cell: (work) => <WorkMark status={work.status} word={wordOf(work)} /> };
const length: Column<Work> = { name: 'For', width: '84px', isNumber: true, cell: (work) => <Length of={work} /> };
const subject = (name: string): Column<Work> => ({ name, width: 'minmax(100px, 2fr)', cell: (work) => <span className="break">{work.subject}</span> });
const type: Column<Work> = { name: 'Type', width: 'minmax(90px, 1fr)', cell: (work) => <span className="break">{work.type}</span> };

const COLUMNS: Readonly<Record<Face, readonly Column<Work>[] & Column<Work>[]>> = {
  activities: [subject('Activity id'), type, status, { name: 'Worker', width: 'minmax(80px, 1fr)', cell: ({ identity }) => <span className="break">{identity ?? ''}</span> }, length],
  timers: [subject('Timer id'), status, { name: 'Set', width: 'minmax(90px, 1fr)', cell: ({ from }) => <When at={from} /> }, { name: 'Fires', width: 'minmax(90px, 1fr)', cell: (work) => <When at={firesAt(work)} /> }, length],
  children: [subject('Workflow id'), type, status, length],
};
