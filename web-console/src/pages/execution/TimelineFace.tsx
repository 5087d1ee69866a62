import Toggle from '@cloudscape-design/components/toggle';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { Shortened } from '../../model/axis';
import { VISIT_WORDS } from '../../model/story';
import { type Bar, timelineOf } from '../../model/timeline';
import { duration } from '../../model/times';
import { useNow } from '../../ui/now';
import { Empty } from '../../ui/Trouble';
import type { FaceProps } from './GraphFace';
import { StepPanel } from './StepPanel';
import { viewOf } from './useReading';

const ROW = 30;
const TALLEST = 520;

/** Every visit as a bar over time, the states inside a Parallel or a Map indented; the chosen one beside it. */
export function TimelineFace({ reading, view, onView, isRunning }: FaceProps & { isRunning: boolean }) {
  const now = useNow();
  const moment = isRunning ? now : 0;
  const [shortens, setShortens] = useState(true);
  const { bars, shortened } = useMemo(() => timelineOf(reading.story, moment, shortens), [reading.story, moment, shortens]);
  const body = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: bars.length, getScrollElement: () => body.current, estimateSize: () => ROW, overscan: 10 });
  const chosen = view.state === undefined ? undefined : reading.seen.get(view.state)?.visit.id;
  return (
    <div className="beside"><div className="beside-both">
      {bars.length === 0 ? (
        <Empty title="No state was entered yet" />
      ) : (
        <div>
        <div className="bars-tools">
          <Toggle checked={shortens} onChange={({ detail }) => setShortens(detail.checked)}>
            Shorten long waits
          </Toggle>
          {shortened.length === 0 ? null : <span className="bars-note">shortened: {shortened.map(({ milliseconds }) => duration(milliseconds)).join(', ')}</span>}
        </div>
        <div ref={body} className="bars" style={{ height: Math.min(TALLEST, bars.length * ROW + 2) }} role="group" aria-label="Timeline of the states" tabIndex={-1}>
          <div style={{ height: rows.getTotalSize() }} />
          {rows.getVirtualItems().map(({ index, start }) => {
            const bar = bars[index] as Bar;
            return (
              <BarRow key={bar.visit.id} bar={bar} shortened={shortened} top={start} now={isRunning ? now : (bar.visit.to ?? now)} isChosen={bar.visit.id === chosen} onChoose={() => onView(viewOf(bar.visit, view))} />
            );
          })}
        </div>
        </div>
      )}
      <StepPanel reading={reading} view={view} onView={onView} />
    </div></div>
  );
}

interface BarRowProps {
  readonly bar: Bar;
  readonly shortened: readonly Shortened[];
  readonly top: number;
  readonly now: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function BarRow({ bar, shortened, top, now, isChosen, onChoose }: BarRowProps) {
  const { visit } = bar;
  const item = visit.scope.index === undefined ? '' : ` · item ${visit.scope.index}`;
  return (
    <button type="button" className="bar-row" style={{ transform: `translateY(${top}px)` }} aria-pressed={isChosen} onClick={onChoose}>
      <span className="bar-name" style={{ paddingInlineStart: visit.depth * 14 }} title={visit.name}>
        {visit.name}
        {item}
      </span>
      <span className="bar-track">
        <span className={`bar-mark ${visit.status}`} style={percent(bar)} />
        {bar.tries.map((one, at) => (
          <span key={visit.attempts[at]?.id} className={`bar-mark is-try ${one.status}`} style={percent(one)} />
        ))}
        {shortened.map((one) => (
          <span key={one.left} className="bar-break" style={percent(one)} />
        ))}
        <span className="unseen">{VISIT_WORDS[visit.status]}</span>
      </span>
      <span className="bar-time">{duration((visit.to ?? now) - visit.from)}</span>
    </button>
  );
}

function percent({ left, width }: { left: number; width: number }) {
  return { left: `${left * 100}%`, width: `${width * 100}%` };
}
