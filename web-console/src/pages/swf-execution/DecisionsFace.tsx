import Toggle from '@cloudscape-design/components/toggle';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { Shortened } from '../../model/axis';
import type { DecisionTask } from '../../model/swf/story';
import { type SwfBar, swfTimelineOf } from '../../model/swf/timeline';
import { duration } from '../../model/times';
import { useNow } from '../../ui/now';
import { Empty } from '../../ui/Trouble';
import { ChosenPanel } from './ChosenPanel';
import type { RunFaceProps } from './RunFaces';
import { KIND_WORDS } from '../../model/swf/fold';

const ROW = 30;
const TALLEST = 560;

/** Every decision task as a bar over time, below each what its decider opened; the chosen one beside it with what made it and what it decided. */
export function DecisionsFace(props: RunFaceProps) {
  const { story, view, onView } = props;
  const now = useNow();
  const moment = story.closing === undefined ? now : 0;
  const [shortens, setShortens] = useState(true);
  const { bars, shortened } = useMemo(() => swfTimelineOf(story, moment, shortens), [story, moment, shortens]);
  const body = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: bars.length, getScrollElement: () => body.current, estimateSize: () => ROW, overscan: 10 });
  if (bars.length === 0) {
    return <Empty title="No decision task was scheduled yet" />;
  }
  const chosen = bars.find(({ id }) => id === view.chosen) ?? bars.findLast(({ of }) => 'task' in of);
  return (
    <div className="beside">
      <div className="beside-both">
        <div>
          <div className="bars-tools">
            <Toggle checked={shortens} onChange={({ detail }) => setShortens(detail.checked)}>
              Shorten long waits
            </Toggle>
            {shortened.length === 0 ? null : <span className="bars-note">shortened: {shortened.map(({ milliseconds }) => duration(milliseconds)).join(', ')}</span>}
          </div>
          <div ref={body} className="bars" style={{ height: Math.min(TALLEST, bars.length * ROW + 2) }} role="group" aria-label="Decisions over time" tabIndex={-1}>
            <div style={{ height: rows.getTotalSize() }} />
            {rows.getVirtualItems().map(({ index, start }) => {
              const bar = bars[index] as SwfBar;
              return <BarRow key={bar.id} bar={bar} shortened={shortened} top={start} now={now} isChosen={bar === chosen} onChoose={() => onView({ ...view, chosen: bar.id })} />;
            })}
          </div>
        </div>
        {chosen === undefined ? null : <ChosenPanel {...props} of={chosen.of} />}
      </div>
    </div>
  );
}

interface BarRowProps {
  readonly bar: SwfBar;
  readonly shortened: readonly Shortened[];
  readonly top: number;
  readonly now: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** A decision task waits until a decider takes it: its bar is pale up to there, and in colour while it is decided. */
function BarRow({ bar, shortened, top, now, isChosen, onChoose }: BarRowProps) {
  const { of, status, from, to, taken } = bar;
  const isTask = 'task' in of;
  const name = isTask ? taskName(of.task) : `${KIND_WORDS[of.work.kind]} ${of.work.subject}`;
  return (
    <button type="button" className="bar-row" style={{ transform: `translateY(${top}px)` }} aria-pressed={isChosen} onClick={onChoose}>
      <span className={isTask ? 'bar-name is-decision' : 'bar-name is-within'} title={name}>
        {name}
      </span>
      <span className="bar-track">
        <span className={`bar-mark is-waiting ${status}`} style={percent(bar)} />
        {taken === undefined ? null : <span className={`bar-mark ${status}`} style={percent(taken)} />}
        {shortened.map((one) => (
          <span key={one.left} className="bar-break" style={percent(one)} />
        ))}
        <span className="unseen">{status}</span>
      </span>
      <span className="bar-time">{duration((to ?? now) - from)}</span>
    </button>
  );
}

/** Its number and what was decided, such as "3 · ScheduleActivityTask ×2". */
function taskName({ number, decisions, status }: DecisionTask): string {
  const [first] = decisions;
  if (first === undefined) {
    return `${number} · ${status === 'completed' ? 'nothing decided' : status === 'timedOut' ? 'timed out' : status === 'running' ? 'is being decided' : 'waits for a decider'}`;
  }
  const others = new Set(decisions.map(({ type }) => type)).size - 1;
  const same = decisions.filter(({ type }) => type === first.type).length;
  return `${number} · ${first.type}${same > 1 ? ` ×${same}` : ''}${others > 0 ? ` +${others}` : ''}`;
}

function percent({ left, width }: { left: number; width: number }) {
  return { left: `${left * 100}%`, width: `${width * 100}%` };
}
